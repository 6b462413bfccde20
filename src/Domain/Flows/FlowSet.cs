using System.Collections.Frozen;
using WhatsAppSupport.Domain.Flows.Hours;
using WhatsAppSupport.Domain.Flows.Triggers;

namespace WhatsAppSupport.Domain.Flows;

/// <summary>All flows of a business, with the look-ups that a turn needs made ready. Two flows of one id are a bug of whoever built it.</summary>
public sealed class FlowSet
{
    private readonly FrozenDictionary<string, Flow> flows;

    /// <summary>Where a conversation stands that began before these ran; none, but for such a one.</summary>
    private readonly IReadOnlyList<FlowSet> others = [];

    public FlowSet(IEnumerable<Flow> flows)
    {
        this.flows = flows.ToDictionary(flow => flow.Id, StringComparer.Ordinal).ToFrozenDictionary(StringComparer.Ordinal);
        var triggers = FoundTrigger.In(this.flows.Values);
        Triggers = new TriggerIndex(triggers);
        Interrupts = new TriggerIndex([.. triggers.Where(found => found.Trigger.Interrupts)]);
    }

    private FlowSet(FlowSet running, IReadOnlyList<FlowSet> others) =>
        (flows, Triggers, Interrupts, Hours, this.others) = (running.flows, running.Triggers, running.Interrupts, running.Hours, others);

    /// <summary>In the order of their ids.</summary>
    public IEnumerable<Flow> All => flows.Values.OrderBy(flow => flow.Id, StringComparer.Ordinal);

    /// <summary>When people are there to answer.</summary>
    public BusinessHours Hours { get; init; } = BusinessHours.Always;

    internal TriggerIndex Triggers { get; }

    internal TriggerIndex Interrupts { get; }

    public Flow? Find(string id) => flows.GetValueOrDefault(id);

    public bool Holds(FlowVersion version) => Find(version.FlowId) is { } flow && flow.Version == version.Version;

    /// <summary>The same for a conversation that stands in others: it finishes there, and what begins anew begins here.</summary>
    public FlowSet Beside(IReadOnlyList<FlowSet> others) => new(this, others);

    /// <summary>
    /// Where somebody stands who was left at this step of this content: there, or where what runs moves them. Moved is only who is asked something, because what is
    /// said next answers it; a time, or another system, comes back to the step that waits for it.
    /// </summary>
    internal FlowPlace? WaitingAt(string id, string version, string path)
    {
        var ours = Find(id);
        var its = ours?.Version == version ? ours : Find(id, version);
        var node = its?.WaitingAt(path);
        return node is null or { Step.AsksCustomer: true } ? MovedOr(node, ours, its, path) : new FlowPlace(its!, node);
    }

    /// <summary>The same for where a flow comes back to when the one that was begun in its midst has ended.</summary>
    internal FlowPlace? ComingBackTo(string id, string version, string path)
    {
        var ours = Find(id);
        var its = ours?.Version == version ? ours : Find(id, version);
        return MovedOr(its?.PlaceAt(path), ours, its, path);
    }

    /// <summary>The flow that a place belongs to, of whichever set at hand has this content of it.</summary>
    internal Flow? Find(string id, string version)
    {
        var place = new FlowVersion(id, version);
        return Holds(place) ? Find(id) : others.FirstOrDefault(other => other.Holds(place))?.Find(id);
    }

    /// <summary>Where a flow leads to: another one of its own set, because only these were looked at together.</summary>
    internal Flow? Find(string id, Flow from) =>
        (IsOurs(from) ? this : others.FirstOrDefault(other => other.IsOurs(from)) ?? this).Find(id);

    /// <param name="its">Of which content the step is; null: that content is not at hand.</param>
    private static FlowPlace? MovedOr(FlowNode? node, Flow? ours, Flow? its, string path) =>
        ours != its && ours?.MovedFrom(path, node?.Step.Id) is { } moved ? new FlowPlace(ours, moved, node)
        : node is null ? null
        : new FlowPlace(its!, node);

    private bool IsOurs(Flow flow) => ReferenceEquals(Find(flow.Id), flow);
}
