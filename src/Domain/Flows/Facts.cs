using System.Collections.Frozen;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows;

/// <summary>What flows may ask about the world around them, by name. A variable of such a name would hide it.</summary>
public static class Facts
{
    /// <summary>A JSON object of the business's own: what is in it is asked for by its names, such as <c>customer.metadata.tier</c>.</summary>
    public const string Metadata = "customer.metadata";

    private static readonly FrozenSet<string> Names = new[]
    {
        "now", "hours.open", "hours.next_opening",
        VariableName.UserName, "customer.name", VariableName.Language, "customer.phone", "customer.user_id", Metadata, "customer.is_new", "customer.since",
        "conversation.id", "conversation.number", "conversation.department", "conversation.topic", "conversation.tags", "conversation.score",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> All => Names;

    internal static bool Has(string name) => Names.Contains(name) || name.StartsWith(Metadata + ".", StringComparison.Ordinal);

    /// <summary>Whether a flow that sets it cannot ask for the fact any more; what the customer is called and spoken to in are there to be set.</summary>
    internal static bool IsHiddenBy(string variable) => variable is not (VariableName.UserName or VariableName.Language)
        && (Has(variable) || Names.Any(name => name.StartsWith(variable + ".", StringComparison.Ordinal)));
}
