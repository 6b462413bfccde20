using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Conversations;

/// <summary>A conversation as an agent sees it.</summary>
public sealed record ConversationView : Personal
{
    public required Guid Id { get; init; }

    /// <summary>Raised by every change; what an <c>If-Match</c> is compared with.</summary>
    public required long Version { get; init; }

    public required ConversationStatus Status { get; init; }

    public required Guid CustomerId { get; init; }

    public string? CustomerName { get; init; }

    /// <summary>Digits; null for a customer who is known only by a business-scoped user id.</summary>
    public string? CustomerPhone { get; init; }

    public string? CustomerBsuid { get; init; }

    /// <summary>Our number that was written to.</summary>
    public required string IntegratedNumber { get; init; }

    /// <summary>Where in a flow it stands; null when no flow waits for the customer.</summary>
    public string? CurrentFlow { get; init; }

    public string? CurrentStep { get; init; }

    /// <summary>The content of the flow that the place belongs to.</summary>
    public string? FlowVersion { get; init; }

    public required string Language { get; init; }

    public string? Department { get; init; }

    /// <summary>The person who has it; null while nobody has, though it may wait for one.</summary>
    public string? Assignee { get; init; }

    /// <summary>Their id, as an agent or a key; null where an older version of this program kept the name only.</summary>
    public Guid? AssigneeId { get; init; }

    /// <summary>Since when they have it.</summary>
    public DateTimeOffset? AssignedAt { get; init; }

    /// <summary>Raised whenever it changes hands: by a take-over, a give-back, and when the bot comes back because nobody came.</summary>
    public long OwnershipEpoch { get; init; }

    public string? EscalationReason { get; init; }

    public DateTimeOffset? EscalatedAt { get; init; }

    /// <summary>Somebody should look at it.</summary>
    public bool IsFlagged { get; init; }

    /// <summary>1 to 5, as the customer rated it.</summary>
    public int? SatisfactionScore { get; init; }

    /// <summary>By which flows have sorted it.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>When a person first wrote in it.</summary>
    public DateTimeOffset? FirstResponseAt { get; init; }

    /// <summary>Seconds that the customer waited for that: since a person was asked for, else since one took over.</summary>
    public long? FirstResponseTime { get; init; }

    /// <summary>Seconds from the beginning to the end.</summary>
    public long? ResolutionTime { get; init; }

    /// <summary>When the customer was last heard: it opens the service window.</summary>
    public DateTimeOffset? LastHeardAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }
}
