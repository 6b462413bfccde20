namespace WhatsAppSupport.TestServers;

/// <summary>A request as it arrived, whatever became of it.</summary>
/// <param name="Order">From 1, over all requests.</param>
public sealed record Msg91StandInRequest(
    int Order, DateTimeOffset At, string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>A message that was taken, also when the sender was never told so.</summary>
/// <param name="Order">From 1, over all messages that were taken.</param>
/// <param name="Options">What can be tapped, of buttons and lists alike.</param>
/// <param name="Text">The words, or the caption; empty for what has none.</param>
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
    string RequestId)
{
    /// <summary>The <c>content_type</c>.</summary>
    public string Type { get; init; } = "text";

    /// <summary>Null: buttons, or nothing to tap.</summary>
    public Msg91StandInList? List { get; init; }

    public Msg91StandInMedia? Media { get; init; }

    public Msg91StandInPlace? Place { get; init; }
}

public sealed record Msg91StandInOption(string Id, string Title, string? Description = null);

public sealed record Msg91StandInList(string Button, IReadOnlyList<Msg91StandInSection> Sections);

public sealed record Msg91StandInSection(string Title, IReadOnlyList<Msg91StandInOption> Rows);

/// <param name="IsNested">In an object of its own, as in WhatsApp's own API.</param>
public sealed record Msg91StandInMedia(string Url, string? FileName, bool IsNested);

/// <param name="IsNested">In an object of its own at the root, as in WhatsApp's own API.</param>
public sealed record Msg91StandInPlace(double Latitude, double Longitude, string? Name, string? Address, bool IsNested);
