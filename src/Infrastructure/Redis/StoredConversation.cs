using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Infrastructure.Redis;

/// <inheritdoc cref="Conversation" />
internal sealed record StoredConversation
{
    public required Guid Id { get; init; }

    public required Guid CustomerId { get; init; }

    public required string IntegratedNumber { get; init; }

    public required string SessionId { get; init; }

    public required ConversationStatus Status { get; init; }

    public FlowPosition? Flow { get; init; }

    public string? Topic { get; init; }

    public required string Language { get; init; }

    public string? Department { get; init; }

    public string? Assignee { get; init; }

    public Guid? AssigneeId { get; init; }

    public DateTimeOffset? AssignedAt { get; init; }

    public required long OwnershipEpoch { get; init; }

    public string? EscalationReason { get; init; }

    public DateTimeOffset? EscalatedAt { get; init; }

    public required bool IsFlagged { get; init; }

    public LoopWatch? Loop { get; init; }

    public DateTimeOffset? FirstResponseAt { get; init; }

    public long? FirstResponseTime { get; init; }

    public long? ResolutionTime { get; init; }

    public int? SatisfactionScore { get; init; }

    public string? Tags { get; init; }

    public required long Version { get; init; }

    public required int NextOrdinal { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public static StoredConversation From(Conversation conversation) => new()
    {
        Id = conversation.Id.Value,
        CustomerId = conversation.CustomerId.Value,
        IntegratedNumber = conversation.IntegratedNumber,
        SessionId = conversation.SessionId,
        Status = conversation.Status,
        Flow = conversation.Flow,
        Topic = conversation.Topic,
        Language = conversation.Language,
        Department = conversation.Department,
        Assignee = conversation.Assignee,
        AssigneeId = conversation.AssigneeId,
        AssignedAt = conversation.AssignedAt,
        OwnershipEpoch = conversation.OwnershipEpoch,
        EscalationReason = conversation.EscalationReason,
        EscalatedAt = conversation.EscalatedAt,
        IsFlagged = conversation.IsFlagged,
        Loop = conversation.Loop,
        FirstResponseAt = conversation.FirstResponseAt,
        FirstResponseTime = conversation.FirstResponseTime,
        ResolutionTime = conversation.ResolutionTime,
        SatisfactionScore = conversation.SatisfactionScore,
        Tags = conversation.Tags,
        Version = conversation.Version,
        NextOrdinal = conversation.NextOrdinal,
        CreatedAt = conversation.CreatedAt,
        UpdatedAt = conversation.UpdatedAt,
        CompletedAt = conversation.CompletedAt,
    };

    public Conversation ToConversation() => new()
    {
        Id = new ConversationId(Id),
        CustomerId = new CustomerId(CustomerId),
        IntegratedNumber = IntegratedNumber,
        SessionId = SessionId,
        Status = Status,
        Flow = Flow,
        Topic = Topic,
        Language = Language,
        Department = Department,
        Assignee = Assignee,
        AssigneeId = AssigneeId,
        AssignedAt = AssignedAt,
        OwnershipEpoch = OwnershipEpoch,
        EscalationReason = EscalationReason,
        EscalatedAt = EscalatedAt,
        IsFlagged = IsFlagged,
        Loop = Loop,
        FirstResponseAt = FirstResponseAt,
        FirstResponseTime = FirstResponseTime,
        ResolutionTime = ResolutionTime,
        SatisfactionScore = SatisfactionScore,
        Tags = Tags,
        Version = Version,
        NextOrdinal = NextOrdinal,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        CompletedAt = CompletedAt,
    };
}
