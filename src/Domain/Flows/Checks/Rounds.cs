namespace WhatsAppSupport.Domain.Flows.Checks;

/// <summary>
/// Which steps lead back to themselves, and which of them to each other: strongly connected parts, found by Tarjan's way, in time that grows with the ways between
/// the steps and without a stack that grows with them.
/// </summary>
internal sealed class Rounds(IReadOnlyDictionary<FlowNode, IReadOnlyList<FlowNode>> ways)
{
    private readonly Dictionary<FlowNode, int> order = [];
    private readonly Dictionary<FlowNode, int> back = [];
    private readonly Stack<FlowNode> open = new();
    private readonly HashSet<FlowNode> isOpen = [];
    private readonly List<IReadOnlyCollection<FlowNode>> found = [];

    /// <summary>Each with all steps of it.</summary>
    public static IReadOnlyList<IReadOnlyCollection<FlowNode>> In(IReadOnlyDictionary<FlowNode, IReadOnlyList<FlowNode>> ways)
    {
        var rounds = new Rounds(ways);
        foreach (var node in ways.Keys.Where(node => !rounds.order.ContainsKey(node)))
            rounds.Follow(node);
        return rounds.found;
    }

    private void Follow(FlowNode start)
    {
        var at = new Stack<(FlowNode Node, int Way)>();
        Open(start);
        at.Push((start, 0));
        while (at.TryPop(out var place))
        {
            var (node, way) = place;
            if (way < ways[node].Count)
            {
                at.Push((node, way + 1));
                var next = ways[node][way];
                if (!ways.ContainsKey(next))
                    continue;
                if (!order.TryGetValue(next, out var first))
                {
                    Open(next);
                    at.Push((next, 0));
                }
                else if (isOpen.Contains(next))
                    back[node] = Math.Min(back[node], first);
            }
            else
            {
                Close(node);
                if (at.TryPeek(out var before))
                    back[before.Node] = Math.Min(back[before.Node], back[node]);
            }
        }
    }

    private void Open(FlowNode node)
    {
        order[node] = back[node] = order.Count;
        open.Push(node);
        isOpen.Add(node);
    }

    /// <summary>All that it leads to has been followed.</summary>
    private void Close(FlowNode node)
    {
        if (back[node] != order[node])
            return;
        var part = new List<FlowNode>();
        do
        {
            part.Add(open.Pop());
            isOpen.Remove(part[^1]);
        }
        while (part[^1] != node);
        if (part.Count > 1 || ways[node].Contains(node))
            found.Add(part);
    }
}
