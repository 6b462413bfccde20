using System.Collections.Frozen;

namespace WhatsAppSupport.Domain.Flows.Expressions;

/// <summary>All functions by name; a new one is one more line in the file of its kind.</summary>
public static class Functions
{
    private static readonly FrozenDictionary<string, Function> ByName = new[] { TextFunctions.All, NumberFunctions.All, TimeFunctions.All, ListFunctions.All }
        .SelectMany(all => all)
        .ToDictionary(function => function.Name, StringComparer.Ordinal)
        .ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<Function> All => ByName.Values.OrderBy(function => function.Name, StringComparer.Ordinal);

    internal static Function? Find(string name) => ByName.GetValueOrDefault(name);
}
