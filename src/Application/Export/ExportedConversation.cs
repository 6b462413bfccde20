using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Export;

/// <summary>A conversation as it is stored.</summary>
public sealed record ExportedConversation : Personal
{
    public required Guid Id { get; init; }

    public required Guid CustomerId { get; init; }

    /// <summary>Our number that was written to.</summary>
    public required string IntegratedNumber { get; init; }

    /// <summary>What a language model's provider may know it by.</summary>
    public required string SessionId { get; init; }

    public required ConversationStatus Status { get; init; }

    public required string? CurrentFlow { get; init; }

    public required string? FlowVersion { get; init; }

    public required string? CurrentStep { get; init; }

    /// <summary>JSON: the variables of the flow and where it stands.</summary>
    public required string? FlowState { get; init; }

    /// <summary>The flow that spoke last.</summary>
    public required string? Topic { get; init; }

    public required string Language { get; init; }

    public required string? Department { get; init; }

    public required string? Assignee { get; init; }

    public required Guid? AssigneeId { get; init; }

    public required DateTimeOffset? AssignedAt { get; init; }

    public required long OwnershipEpoch { get; init; }

    public required string? EscalationReason { get; init; }

    public required DateTimeOffset? EscalatedAt { get; init; }

    public required bool IsFlagged { get; init; }

    /// <summary>JSON: by what it is told whether another program writes.</summary>
    public required string? LoopWatch { get; init; }

    public required DateTimeOffset? FirstResponseAt { get; init; }

    /// <summary>Seconds.</summary>
    public required long? FirstResponseTime { get; init; }

    /// <summary>Seconds.</summary>
    public required long? ResolutionTime { get; init; }

    public required int? SatisfactionScore { get; init; }

    /// <summary>JSON: the words by which flows have sorted it.</summary>
    public required string? Tags { get; init; }

    public required long Version { get; init; }

    public required int NextOrdinal { get; init; }

    /// <summary>When people outside were told that it waits.</summary>
    public required DateTimeOffset? NotifiedAt { get; init; }

    public required int NotifyAttempts { get; init; }

    public required DateTimeOffset? NotifyAfter { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required DateTimeOffset? CompletedAt { get; init; }
}
