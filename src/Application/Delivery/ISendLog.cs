using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Delivery;

/// <summary>The provider's own record of what it was given. Never throws for what the provider does.</summary>
public interface ISendLog
{
    /// <summary>False: there is none, and waiting for it is of no use.</summary>
    bool CanBeAsked { get; }

    /// <summary>One question for all messages since then; each process asks a few times a minute at most.</summary>
    Task<SendLogAnswer> AskAsync(DateTimeOffset since, CancellationToken cancellationToken);
}

/// <param name="HasAnswered">
/// Asking again would tell no more: what is not among the messages is not known to be sent. A log that shows a part only would show that part again.</param>
public sealed record SendLogAnswer(bool HasAnswered, IReadOnlyList<LoggedMessage> Messages) : Personal
{
    public static readonly SendLogAnswer Nothing = new(HasAnswered: false, []);
}

/// <summary>A message that the provider took from us, as it remembers it.</summary>
public sealed record LoggedMessage : Personal
{
    /// <summary>The reference that we gave it; null where the log shows none.</summary>
    public string? Reference { get; init; }

    /// <summary>Every id that a report may carry, the best one first.</summary>
    public required IReadOnlyList<string> ProviderIds { get; init; }

    public string? From { get; init; }

    public string? To { get; init; }

    /// <summary>What its text may be, in the ways in which a log may write it.</summary>
    public required IReadOnlyList<string> Texts { get; init; }

    /// <summary>When it was taken: more than one where the log does not say in which time zone.</summary>
    public required IReadOnlyList<DateTimeOffset> RequestedAt { get; init; }

    /// <summary>Sent, Failed, Delivered or Read: it is in the log, so it was sent at the least.</summary>
    public required DeliveryStatus Status { get; init; }

    public string? Reason { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }

    public DateTimeOffset? ReadAt { get; init; }
}
