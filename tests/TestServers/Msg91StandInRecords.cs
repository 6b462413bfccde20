namespace WhatsAppSupport.TestServers;

/// <summary>A request as it arrived, whatever became of it.</summary>
/// <param name="Order">From 1, over all requests.</param>
public sealed record Msg91StandInRequest(
    int Order, DateTimeOffset At, string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>A message that was taken, also when the sender was never told so.</summary>
/// <param name="Order">From 1, over all messages that were taken.</param>
/// <param name="Options">What can be tapped, of buttons and lists alike.</param>
/// <param name="CrqId">The sender's own reference.</param>
public sealed record Msg91StandInSent(
    int Order,
    DateTimeOffset At,
    string To,
    string From,
    string Text,
    IReadOnlyList<Msg91StandInOption> Options,
    string? CrqId,
    string WamId,
    string RequestId);

public sealed record Msg91StandInOption(string Id, string Title);
