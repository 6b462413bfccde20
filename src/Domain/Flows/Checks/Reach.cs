namespace WhatsAppSupport.Domain.Flows.Checks;

/// <summary>Steps that nothing leads to. Of several in a row the first is told.</summary>
internal static class Reach
{
    public static IEnumerable<FlowFinding> Check(IReadOnlyList<Flow> flows) => flows.SelectMany(Check);

    /// <summary>Where it goes from a step within its flow.</summary>
    public static IEnumerable<FlowNode> From(Flow flow, FlowNode node)
    {
        var use = node.Use;
        var next = use.GoesOn ? new[] { node.Next } : [];
        return next.Concat(node.Blocks).Concat(use.Steps.Select(step => flow.At(step.StepId))).OfType<FlowNode>();
    }

    private static IEnumerable<FlowFinding> Check(Flow flow)
    {
        if (flow.First is not { } first)
            yield break;
        var reached = new HashSet<FlowNode>(flow.Migrate.Values.Select(flow.At).OfType<FlowNode>()) { first };
        var open = new Stack<FlowNode>(reached);
        while (open.TryPop(out var node))
        {
            foreach (var next in From(flow, node).Where(reached.Add))
                open.Push(next);
        }

        var lost = flow.Nodes.Where(node => !reached.Contains(node)).ToList();
        var later = lost.SelectMany(node => node.Blocks.Append(node.Next)).OfType<FlowNode>().ToHashSet();
        foreach (var node in lost.Where(node => !later.Contains(node)))
            yield return new FlowFinding(flow, FlowDoubt.UnreachableStep, "type", "nothing leads to this step; give it an id and go to it, or take it out", Stops: false) { Step = node.Step };
    }
}
