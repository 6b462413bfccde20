using WhatsAppSupport.Domain.Flows.Steps;

namespace WhatsAppSupport.Domain.Flows.Checks;

/// <summary>Steps that lead to themselves and never wait, through whichever flows. Where a condition lies on each way round it may have an end, and that is only doubtful.</summary>
internal static class Loops
{
    public static IEnumerable<FlowFinding> Check(IReadOnlyList<Flow> flows)
    {
        var byId = flows.DistinctBy(flow => flow.Id).ToDictionary(flow => flow.Id, StringComparer.Ordinal);
        var places = flows.SelectMany(flow => flow.Nodes.Where(node => !node.Step.Waits).Select(node => (Flow: flow, Node: node))).ToList();
        var passed = Passages.Through(flows, byId);
        var ways = places.ToDictionary(place => place.Node, place => From(byId, passed, place.Flow, place.Node));
        var endless = ByNode(Rounds.In(ways.Where(way => way.Key.Step is not ConditionalStep).ToDictionary()));
        var rounds = ByNode(Rounds.In(ways));
        var told = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var (flow, node) in places)
        {
            if (endless.TryGetValue(node, out var round) && told.Add(round))
                yield return Finding(flow, node, mayEnd: false);
            else if (rounds.TryGetValue(node, out round) && !round.Any(endless.ContainsKey) && told.Add(round))
                yield return Finding(flow, node, mayEnd: true);
        }
    }

    private static Dictionary<FlowNode, IReadOnlyCollection<FlowNode>> ByNode(IEnumerable<IReadOnlyCollection<FlowNode>> rounds) =>
        rounds.SelectMany(round => round.Select(node => KeyValuePair.Create(node, round))).ToDictionary();

    private static FlowFinding Finding(Flow flow, FlowNode node, bool mayEnd) => new(
        flow,
        FlowDoubt.LoopWithoutWait,
        "type",
        mayEnd
            ? $"these steps lead back here without waiting for anybody; if the condition does not end it within {FlowEngine.StepsPerTurn} steps, a person is called in"
            : "these steps lead back here without waiting for anybody, for ever; ask the customer something on the way, or go elsewhere",
        Stops: !mayEnd)
    { Step = node.Step };

    /// <summary>A step that calls a flow which waits is not gone on from without waiting.</summary>
    private static IReadOnlyList<FlowNode> From(Dictionary<string, Flow> flows, HashSet<Flow> passed, Flow flow, FlowNode node) =>
    [
        .. Passages.GoesOn(node, flows, passed) ? Reach.From(flow, node) : [],
        .. node.Use.Flows.Select(target => flows.GetValueOrDefault(target.FlowId)?.First).OfType<FlowNode>(),
    ];
}
