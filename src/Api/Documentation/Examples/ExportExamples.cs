using WhatsAppSupport.Application.Export;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Api.Documentation.Examples;

internal sealed class ExportExamples : IExamples
{
    public IEnumerable<object> All =>
    [
        new CustomerFile(Invented.Morning.AddDays(1), Exported, [Conversation], [Message], [Note], [Timer], [Errand], [Posted], [AgentExamples.TakenOver]),
    ];

    private static ExportedCustomer Exported => new()
    {
        Id = CustomerExamples.Customer.Id,
        PhoneNumber = CustomerExamples.Customer.Phone,
        Bsuid = null,
        Name = CustomerExamples.Customer.Name,
        IsNamedByUs = true,
        Language = CustomerExamples.Customer.Language,
        IsActive = true,
        OptedOutAt = null,
        LastHeardAt = CustomerExamples.Customer.LastHeardAt,
        Metadata = CustomerExamples.Customer.Metadata,
        Version = CustomerExamples.Customer.Version,
        CreatedAt = CustomerExamples.Customer.CreatedAt,
        UpdatedAt = CustomerExamples.Customer.UpdatedAt,
    };

    private static ExportedConversation Conversation => new()
    {
        Id = Invented.ConversationId,
        CustomerId = Invented.CustomerId,
        IntegratedNumber = Invented.OurNumber,
        SessionId = Invented.ConversationId.ToString("N"),
        Status = ConversationStatus.Active,
        CurrentFlow = "support",
        FlowVersion = "3f9c1a52",
        CurrentStep = "ask_name",
        FlowState = """{"variables":{"order":"K-1047"}}""",
        Topic = "support",
        Language = "en",
        Department = null,
        Assignee = null,
        AssigneeId = null,
        AssignedAt = null,
        OwnershipEpoch = 0,
        EscalationReason = null,
        EscalatedAt = null,
        IsFlagged = false,
        LoopWatch = null,
        FirstResponseAt = null,
        FirstResponseTime = null,
        ResolutionTime = null,
        SatisfactionScore = null,
        Tags = """["vip"]""",
        Version = 1,
        NextOrdinal = 2,
        NotifiedAt = null,
        NotifyAttempts = 0,
        NotifyAfter = null,
        CreatedAt = Invented.Morning,
        UpdatedAt = Invented.Morning,
        CompletedAt = null,
    };

    private static ExportedMessage Message => new()
    {
        Id = MessageExamples.Asked.Id,
        Seq = 4711,
        ConversationId = Invented.ConversationId,
        CustomerId = Invented.CustomerId,
        Ordinal = 1,
        ProviderMessageId = "wamid.HBgM",
        Direction = Direction.Inbound,
        MessageType = MessageType.Text,
        Content = MessageExamples.Asked.Content,
        Media = null,
        Options = [],
        SenderNumber = Invented.Phone,
        RecipientNumber = Invented.OurNumber,
        DeliveryStatus = DeliveryStatus.Delivered,
        FailureReason = null,
        Author = Author.Customer,
        WrittenBy = null,
        OwnershipEpoch = 0,
        LlmModelUsed = null,
        Tokens = null,
        LlmCost = null,
        ProcessingTime = null,
        ResendOf = null,
        IsQueued = false,
        ClaimedAt = null,
        Attempts = 0,
        NextAttemptAt = null,
        UnknownSince = null,
        Repeats = 0,
        CreatedAt = Invented.Morning,
        SentAt = Invented.Morning,
        DeliveredAt = null,
        ReadAt = null,
    };

    private static ExportedNote Note => new()
    {
        Id = MessageExamples.Asked.Id,
        ConversationId = Invented.ConversationId,
        Text = "Asked about order K-1047 before.",
        Flow = "support",
        CreatedAt = Invented.Morning,
    };

    private static ExportedFlowTimer Timer => new() { ConversationId = Invented.ConversationId, Visit = 3, DueAt = Invented.Morning.AddMinutes(10) };

    private static ExportedFlowErrand Errand => new()
    {
        ConversationId = Invented.ConversationId,
        Visit = 3,
        RowId = 7,
        Body = """{"Visit":3,"StepKey":"order","Call":null,"Prompt":"Which order is meant?"}""",
        DueAt = Invented.Morning,
        Claims = 0,
        Failures = 0,
    };

    private static ExportedInboxRow Posted => new()
    {
        Id = 7,
        Kind = InboxKind.Message,
        IntegratedNumber = Invented.OurNumber,
        ReceivedAt = Invented.Morning,
        Body = $$"""{"from":"{{Invented.Phone}}","text":"Where is my parcel?"}""",
        Base64 = null,
        State = InboxState.Done,
        Attempts = 0,
        Recoveries = 0,
        NextAttemptAt = null,
        Error = null,
    };
}
