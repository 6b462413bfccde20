using WhatsAppSupport.Domain.Flows.Expressions;

namespace WhatsAppSupport.Domain.Flows.Checks;

/// <summary>Expressions that can never come to anything, as far as it is known what their variables are.</summary>
internal static class Kinds
{
    public static IEnumerable<FlowFinding> Check(IReadOnlyList<Flow> flows)
    {
        var kinds = new Dictionary<string, ValueKinds>(StringComparer.Ordinal);
        foreach (var (variable, set) in flows.SelectMany(flow => flow.Nodes).SelectMany(node => node.Use.Sets))
            kinds[variable] = kinds.GetValueOrDefault(variable) | set;

        ValueKinds Of(string name) => name switch
        {
            "now" or "hours.next_opening" => ValueKinds.Time,
            "hours.open" => ValueKinds.Truth,
            _ => kinds.GetValueOrDefault(name, ValueKinds.Anything),
        };

        return flows.SelectMany(flow => flow.Nodes.SelectMany(node => Variables.Expressions(node).SelectMany(one => one.Expression.Misfits(Of)
            .Select(misfit => new FlowFinding(flow, FlowDoubt.TypeError, one.Field, misfit, Stops: true) { Step = node.Step }))));
    }
}
