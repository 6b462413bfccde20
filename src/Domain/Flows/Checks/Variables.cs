using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Steps;

namespace WhatsAppSupport.Domain.Flows.Checks;

/// <summary>Variables that are used and set nowhere on the way: not in their flow, and in none that leads to it and takes its variables along.</summary>
internal static class Variables
{
    /// <summary>So many flows that lead to one are looked through, one after another; what may be set before them is no finding.</summary>
    private const int MostBefore = 100;

    public static IEnumerable<FlowFinding> Check(IReadOnlyList<Flow> flows)
    {
        var known = flows.ToDictionary(flow => flow, SetIn);
        var byId = flows.DistinctBy(flow => flow.Id).ToDictionary(flow => flow.Id, StringComparer.Ordinal);
        foreach (var call in flows.SelectMany(flow => flow.Nodes).Select(node => node.Step).OfType<CallStep>())
        {
            if (byId.TryGetValue(call.FlowId, out var called))
                known[called].UnionWith(call.With.Select(one => one.Key));
        }

        var before = flows.SelectMany(flow => Next(flow, byId).Select(next => (flow, next))).ToLookup(way => way.next, way => way.flow);
        return flows.SelectMany(flow => Unset(flow, known, before)
            .Select(use => new FlowFinding(
                flow, FlowDoubt.UnsetVariable, use.Field, $"{use.Name} is set by no step on the way here, and always empty; name a variable that a step sets, or set it", Stops: false)
            { Step = use.Step }));
    }

    /// <summary>All that is worked out in a step.</summary>
    public static IEnumerable<(string Field, Expression Expression)> Expressions(FlowNode node) => node.Use.Expressions.Concat(
        node.Use.Texts.Concat(node.Use.InnerTexts).SelectMany(text => text.Text.All.SelectMany(one => one.Expressions.Select(expression => (text.Field, expression)))));

    private static HashSet<string> SetIn(Flow flow) => flow.Nodes
        .SelectMany(node => node.Step is not CallStep call ? node.Use.Sets.Select(set => set.Variable) : call.Save is { } save ? [save] : [])
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>A flow that is called knows what it is given, and one that another goes on to all that that one knows.</summary>
    private static List<(Step? Step, string Field, string Name)> Unset(Flow flow, Dictionary<Flow, HashSet<string>> known, ILookup<Flow, Flow> before)
    {
        var unset = Uses(flow).Where(use => !Facts.Has(use.Name) && !IsKnown(known[flow], use.Name)).DistinctBy(use => (use.Step, use.Field, use.Name)).ToList();
        var seen = new HashSet<Flow> { flow };
        var open = new Queue<Flow>([flow]);
        while (unset.Count > 0 && open.TryDequeue(out var at))
        {
            foreach (var leading in before[at].Where(seen.Add))
            {
                if (seen.Count > MostBefore)
                    return [];
                unset.RemoveAll(use => IsKnown(known[leading], use.Name));
                open.Enqueue(leading);
            }
        }

        return unset;
    }

    private static IEnumerable<Flow> Next(Flow flow, Dictionary<string, Flow> byId) => flow.Nodes
        .SelectMany(node => node.Use.Flows)
        .Where(target => !target.ComesBack)
        .Select(target => byId.GetValueOrDefault(target.FlowId))
        .OfType<Flow>()
        .Distinct();

    private static IEnumerable<(Step? Step, string Field, string Name)> Uses(Flow flow) => flow.Nodes
        .SelectMany(node => Expressions(node).SelectMany(one => one.Expression.Variables.Select(name => ((Step?)node.Step, one.Field, name))))
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
