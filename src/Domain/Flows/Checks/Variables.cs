using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Steps;

namespace WhatsAppSupport.Domain.Flows.Checks;

/// <summary>Variables that are used and nowhere set, in no flow: one that leads to another takes its variables along.</summary>
internal static class Variables
{
    private static readonly string[] OfTheWorld = ["now", "user_name", "hours", "customer", "conversation", ApiStep.ErrorVariable];

    public static IEnumerable<FlowFinding> Check(IReadOnlyList<Flow> flows)
    {
        var known = OfTheWorld.ToHashSet(StringComparer.Ordinal);
        foreach (var step in flows.SelectMany(flow => flow.Nodes).Select(node => node.Step))
        {
            known.UnionWith(step.Use.Sets.Select(set => set.Variable));
            if (step is CallStep call)
                known.UnionWith(call.With.Select(one => one.Key));
        }

        return flows.SelectMany(flow => Uses(flow)
            .Where(use => !IsKnown(known, use.Name))
            .DistinctBy(use => (use.Step, use.Field, use.Name))
            .Select(use => new FlowFinding(
                flow, FlowDoubt.UnsetVariable, use.Field, $"{use.Name} is nowhere set, and always empty; name a variable that a step sets, or set it", Stops: false)
            { Step = use.Step }));
    }

    /// <summary>All that is worked out in a step.</summary>
    public static IEnumerable<(string Field, Expression Expression)> Expressions(Step step) =>
        step.Use.Expressions.Concat(step.Use.Texts.SelectMany(text => text.Text.All.SelectMany(one => one.Expressions.Select(expression => (text.Field, expression)))));

    private static IEnumerable<(Step? Step, string Field, string Name)> Uses(Flow flow) => flow.Nodes
        .SelectMany(node => Expressions(node.Step).SelectMany(one => one.Expression.Variables.Select(name => ((Step?)node.Step, one.Field, name))))
        .Concat((flow.Ends?.All ?? []).SelectMany(text => text.Variables).Select(name => ((Step?)null, "ends", name)));

    /// <summary>A variable, or a field of one.</summary>
    private static bool IsKnown(HashSet<string> known, string name)
    {
        for (var dot = name.Length; dot > 0; dot = name.LastIndexOf('.', dot - 1))
        {
            if (known.Contains(name[..dot]))
                return true;
        }

        return false;
    }
}
