using System.Text.Json;

namespace WhatsAppSupport.TestServers;

/// <summary>What MSG91 says to what it or WhatsApp does not take.</summary>
internal sealed class Msg91StandInRefusal(string problem) : Exception(problem);

/// <summary>WhatsApp's limits, counted in characters; past them it answers with Meta's 131009, nothing there with 131008.</summary>
internal static class Msg91StandInLimits
{
    /// <summary>A text that must be there.</summary>
    public static string Line(JsonElement owner, string name, string what, int limit) =>
        Optional(owner, name, what, limit) ?? throw new Msg91StandInRefusal($"(#131008) Required parameter is missing: {what}");

    /// <summary>Null where it is not there; nothing in it is refused, too.</summary>
    public static string? Optional(JsonElement owner, string name, string what, int limit)
    {
        if (!owner.TryGetProperty(name, out var value))
        {
            return null;
        }

        var text = value.GetString()!;
        return text.Trim().Length == 0 ? throw new Msg91StandInRefusal($"(#131009) Parameter value is not valid: {what} is empty")
            : text.Length > limit ? throw new Msg91StandInRefusal($"(#131009) Parameter value is not valid: {what} is too long. Max length is {limit}")
            : text;
    }

    public static void Holds(bool isSo, string problem)
    {
        if (!isSo)
        {
            throw new Msg91StandInRefusal($"(#131009) Parameter value is not valid: {problem}");
        }
    }
}
