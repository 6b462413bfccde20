using Microsoft.Extensions.Logging;
using WhatsAppSupport.Domain.Flows;

namespace WhatsAppSupport.Application.Flows;

/// <summary>Sets that do not run in this process, or not any more, as far as conversations stand in them: read when the first one asks, the latest few kept.</summary>
public sealed partial class OlderFlows(IFlowSets sets, IFlowReader reader, ILogger<OlderFlows> logger) : IDisposable
{
    /// <summary>A place in a flow is forgotten after an hour of silence, or when its time is up: so many contents are rarely lived in at once.</summary>
    public const int MostKept = 16;

    private readonly Lock gate = new();
    private readonly LinkedList<(long Id, FlowSet Set)> kept = new();

    /// <summary>One reads at a time, so that a crowd that stands in the same set has it read once.</summary>
    private readonly SemaphoreSlim reading = new(1, 1);

    /// <returns>A set with this content of the flow; null where nobody has kept it, or this program cannot read it.</returns>
    public async Task<FlowSet?> FindAsync(FlowVersion version, CancellationToken cancellationToken)
    {
        if (FindKept(version) is { } at)
        {
            return at;
        }

        await reading.WaitAsync(cancellationToken);
        try
        {
            return FindKept(version) ?? await ReadAsync(version, cancellationToken);
        }
        finally
        {
            reading.Release();
        }
    }

    public void Keep(long id, FlowSet set)
    {
        lock (gate)
        {
            if (FindNode(node => node.Id == id) is { } there)
            {
                kept.Remove(there);
            }

            kept.AddFirst((id, set));
            if (kept.Count > MostKept)
            {
                kept.RemoveLast();
            }
        }
    }

    public void Dispose() => reading.Dispose();

    private FlowSet? FindKept(FlowVersion version)
    {
        lock (gate)
        {
            if (FindNode(node => node.Set.Holds(version)) is not { } found)
            {
                return null;
            }

            kept.Remove(found);
            kept.AddFirst(found);
            return found.Value.Set;
        }
    }

    private LinkedListNode<(long Id, FlowSet Set)>? FindNode(Func<(long Id, FlowSet Set), bool> isIt)
    {
        var node = kept.First;
        while (node is not null && !isIt(node.Value))
        {
            node = node.Next;
        }

        return node;
    }

    private async Task<FlowSet?> ReadAsync(FlowVersion version, CancellationToken cancellationToken)
    {
        if (await sets.FindSetAsync(version, cancellationToken) is not { } id)
        {
            return null;
        }

        // It was read before, and what is asked for is nothing that this program could read.
        if (IsKept(id) || await sets.ReadAsync(id, cancellationToken) is not { } files)
        {
            return null;
        }

        // One flow that could not run by itself any more does not keep people in the others.
        var read = await Task.Run(() => reader.Read(files, isDecided: true), cancellationToken);
        var set = read.Flows ?? new FlowSet(read.Sound);
        Keep(id, set);
        if (!set.Holds(version))
        {
            CannotBeRead(logger, id, read.Problems.Count(problem => problem.Severity == FlowSeverity.Error));
            return null;
        }

        return set;
    }

    private bool IsKept(long id)
    {
        lock (gate)
        {
            return FindNode(node => node.Id == id) is not null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "This program cannot read a flow of set {FlowSet} that a conversation stands in ({Times} errors): the conversation is in no flow any more, unless what runs moves it by its path")]
    private static partial void CannotBeRead(ILogger logger, long flowSet, int times);
}
