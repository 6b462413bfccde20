using WhatsAppSupport.Domain.Flows.Steps;

namespace WhatsAppSupport.Domain.Flows.Checks;

/// <summary>Flows that may come to their end without waiting for anybody: whoever calls one of them may go on at once.</summary>
internal static class Passages
{
    public static HashSet<Flow> Through(IReadOnlyList<Flow> flows, Dictionary<string, Flow> byId)
    {
        var passed = new HashSet<Flow>();
        var leading = flows.SelectMany(flow => flow.Nodes.SelectMany(node => node.Use.Flows).Select(target => (flow, target.FlowId))).Distinct().ToLookup(one => one.FlowId, one => one.flow);
        var open = new Queue<Flow>(flows);
        while (open.TryDequeue(out var flow))
        {
            if (passed.Contains(flow) || !IsPassed(flow, byId, passed))
                continue;
            passed.Add(flow);
            foreach (var before in leading[flow.Id])
                open.Enqueue(before);
        }

        return passed;
    }

    /// <summary>Whether what comes after a step may come without waiting: not where the step calls a flow that waits.</summary>
    public static bool GoesOn(FlowNode node, Dictionary<string, Flow> byId, HashSet<Flow> passed) =>
        node.Use.Flows.All(target => !target.ComesBack || (byId.TryGetValue(target.FlowId, out var called) && passed.Contains(called)));

    private static bool IsPassed(Flow flow, Dictionary<string, Flow> byId, HashSet<Flow> passed)
    {
        if (flow.First is not { } first)
            return true;
        var seen = new HashSet<FlowNode> { first };
        var open = new Stack<FlowNode>([first]);
        while (open.TryPop(out var node))
        {
            if (node.Step.Waits || !GoesOn(node, byId, passed))
                continue;
            if (IsEnd(node, byId, passed))
                return true;
            foreach (var next in Reach.From(flow, node).Where(seen.Add))
                open.Push(next);
        }

        return false;
    }

    private static bool IsEnd(FlowNode node, Dictionary<string, Flow> byId, HashSet<Flow> passed) =>
        node.Step is EndStep
        || (node.Use.GoesOn && node.Next is null)
        || node.Blocks.Contains(null)
        || node.Use.Flows.Any(target => !target.ComesBack && byId.TryGetValue(target.FlowId, out var other) && passed.Contains(other));
}
