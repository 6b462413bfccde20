using WhatsAppSupport.Domain.Flows.Expressions;

namespace WhatsAppSupport.Domain.Flows.Steps;

/// <summary>Goes through another flow and comes back. That flow knows what it is given and nothing else of this one; this one learns what its <c>end</c> gives.</summary>
/// <param name="With">What the other flow is given, by the names that it knows them by.</param>
/// <param name="Save">Where the result is kept; null: nowhere.</param>
public sealed record CallStep(string FlowId, IReadOnlyList<KeyValuePair<string, Expression>> With, string? Save = null) : Step
{
    internal override StepUse Use => new()
    {
        Expressions = [.. With.Select(one => ($"with.{one.Key}", one.Value))],
        Sets = [.. Save is null ? Array.Empty<(string, ValueKinds)>() : [(Save, ValueKinds.Anything)], .. With.Select(one => (one.Key, ValueKinds.Anything))],
        Flows = [("flow", FlowId, true)],
    };
}
