using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Parked;

/// <summary>A row of the inbox as an operator sees it: nothing of what was written, and nobody's number or name.</summary>
public sealed record InboxRowView : Personal
{
    public required long Id { get; init; }

    public required InboxState State { get; init; }

    public required InboxKind Kind { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>How often it failed for its own reasons.</summary>
    public required int Attempts { get; init; }

    /// <summary>How often a process began with it anew.</summary>
    public required int Recoveries { get; init; }

    /// <summary>What could not be read: which field and what is wrong. Of a dead row the kind of failure.</summary>
    public string? Error { get; init; }

    /// <summary>Null while nobody is known by that number or user id.</summary>
    public Guid? Customer { get; init; }

    /// <summary>That customer's last conversation with the number of ours that was written to.</summary>
    public Guid? Conversation { get; init; }
}
