using WhatsAppSupport.Domain.Flows.Steps;

namespace WhatsAppSupport.Domain.Flows.Checks;

/// <summary>Steps that lead to themselves and never wait, through whichever flows. Where a condition lies on the way it may have an end, and that is only doubtful.</summary>
internal static class Loops
{
    public static IEnumerable<FlowFinding> Check(IReadOnlyList<Flow> flows)
    {
        var byId = flows.DistinctBy(flow => flow.Id).ToDictionary(flow => flow.Id, StringComparer.Ordinal);
        var done = new HashSet<FlowNode>();
        foreach (var flow in flows)
        {
            foreach (var start in flow.Nodes.Where(node => !node.Step.Waits && done.Add(node)))
            {
                if (RoundOf(byId, flow, start) is not { } round)
                    continue;
                done.UnionWith(round);
                var mayEnd = round.Exists(node => node.Step is ConditionalStep);
                yield return new FlowFinding(
                    flow,
                    FlowDoubt.LoopWithoutWait,
                    "type",
                    mayEnd
                        ? $"these steps lead back here without waiting for anybody; if the condition does not end it within {FlowEngine.StepsPerTurn} steps, a person is called in"
                        : "these steps lead back here without waiting for anybody, for ever; ask the customer something on the way, or go elsewhere",
                    Stops: !mayEnd)
                { Step = start.Step };
            }
        }
    }

    /// <summary>The way from a step back to itself; null where there is none.</summary>
    private static List<FlowNode>? RoundOf(Dictionary<string, Flow> flows, Flow flow, FlowNode start)
    {
        var cameFrom = new Dictionary<FlowNode, FlowNode?>();
        var open = new Queue<(Flow Flow, FlowNode Node)>([(flow, start)]);
        while (open.TryDequeue(out var at))
        {
            foreach (var next in From(flows, at.Flow, at.Node).Where(next => !next.Node.Step.Waits))
            {
                if (next.Node == start)
                    return WayTo(cameFrom, at.Node, start);
                if (cameFrom.TryAdd(next.Node, at.Node))
                    open.Enqueue(next);
            }
        }

        return null;
    }

    private static List<FlowNode> WayTo(Dictionary<FlowNode, FlowNode?> cameFrom, FlowNode end, FlowNode start)
    {
        var way = new List<FlowNode> { start };
        for (FlowNode? at = end; at is not null && at != start; at = cameFrom.GetValueOrDefault(at))
            way.Add(at);
        return way;
    }

    private static IEnumerable<(Flow Flow, FlowNode Node)> From(Dictionary<string, Flow> flows, Flow flow, FlowNode node) => Reach.From(flow, node)
        .Select(next => (flow, next))
        .Concat(node.Step.Use.Flows.Select(target => flows.GetValueOrDefault(target.FlowId)).OfType<Flow>()
            .Where(target => target.First is not null)
            .Select(target => (target, target.First!)));
}
