using System.Collections.Frozen;
using WhatsAppSupport.Domain.Flows.Triggers;

namespace WhatsAppSupport.Domain.Flows;

/// <summary>All flows of a business, with the look-ups that a turn needs made ready. Two flows of one id are a bug of whoever built it.</summary>
public sealed class FlowSet
{
    private readonly FrozenDictionary<string, Flow> flows;

    public FlowSet(IEnumerable<Flow> flows)
    {
        this.flows = flows.ToDictionary(flow => flow.Id, StringComparer.Ordinal).ToFrozenDictionary(StringComparer.Ordinal);
        Triggers = new TriggerIndex(All);
    }

    /// <summary>In the order of their ids.</summary>
    public IEnumerable<Flow> All => flows.Values.OrderBy(flow => flow.Id, StringComparer.Ordinal);

    internal TriggerIndex Triggers { get; }

    public Flow? Find(string id) => flows.GetValueOrDefault(id);

    /// <summary>The flow that a place belongs to. One day this may be an older content of it; today only the present one is known.</summary>
    internal Flow? Find(string id, string version) => Find(id) is { } flow && flow.Version == version ? flow : null;
}
