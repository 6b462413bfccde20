namespace WhatsAppSupport.Domain.Flows.Triggers;

/// <param name="Order">Of two alike, the one that was written first goes first.</param>
internal sealed record FoundTrigger(Trigger Trigger, Flow Flow, int Order)
{
    /// <summary>The greater priority, then what says more of the message, then the longer phrase, then the order in which they are written.</summary>
    public bool GoesBefore(FoundTrigger? other) =>
        other is null
        || (Trigger.Priority, -Trigger.Rank, Length, -Order).CompareTo((other.Trigger.Priority, -other.Trigger.Rank, other.Length, -other.Order)) > 0;

    /// <summary>All of these flows, in the order in which one of two alike goes first.</summary>
    public static IReadOnlyList<FoundTrigger> In(IEnumerable<Flow> flows) =>
        [.. flows.OrderBy(flow => flow.Id, StringComparer.Ordinal).SelectMany(flow => flow.Triggers.Select(trigger => (trigger, flow))).Select((one, order) => new FoundTrigger(one.trigger, one.flow, order))];

    private int Length { get; } = Trigger is Trigger.Keyword keyword ? Phrase.WordsIn(keyword.Value).Sum(word => word.Length) : 0;
}
