using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Search;
using WhatsAppSupport.Application.Undelivered;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Api.Documentation.Examples;

internal sealed class MessageExamples : IExamples
{
    public static readonly MessageView Asked = new()
    {
        Id = Guid.Parse("01990000-0000-7000-8000-000000000004"),
        Ordinal = 1,
        Direction = Direction.Inbound,
        Type = MessageType.Text,
        Content = "Where is my parcel?",
        Status = DeliveryStatus.Delivered,
        Author = Author.Customer,
        CreatedAt = Invented.Morning,
    };

    public static readonly MessageView Answered = new()
    {
        Id = Invented.MessageId,
        Ordinal = 2,
        Direction = Direction.Outbound,
        Type = MessageType.Text,
        Content = "It left our house this morning.",
        Options = [new ReplyOption("person", "A person")],
        Status = DeliveryStatus.Read,
        Author = Author.Model,
        Model = new ModelUsage("vendor/primary", 412, 310),
        ProcessingTime = 1.4,
        CreatedAt = Invented.Morning.AddSeconds(1),
        SentAt = Invented.Morning.AddSeconds(2),
        DeliveredAt = Invented.Morning.AddSeconds(3),
        ReadAt = Invented.Morning.AddSeconds(20),
    };

    /// <summary>By an agent, a moment ago.</summary>
    public static readonly MessageView Written = new()
    {
        Id = Guid.Parse("01990000-0000-7000-8000-000000000006"),
        Ordinal = 3,
        Direction = Direction.Outbound,
        Type = MessageType.Interactive,
        Content = "Your order leaves today. Is that all right?",
        Options = [new ReplyOption("yes", "Yes"), new ReplyOption("no", "No")],
        Status = DeliveryStatus.Pending,
        Author = Author.Agent,
        WrittenBy = new WriterView(Invented.AgentId, Invented.Agent),
        CreatedAt = Invented.Morning.AddMinutes(5),
    };

    private static readonly UndeliveredView Undelivered = new()
    {
        Conversation = Invented.ConversationId,
        Customer = Invented.CustomerId,
        Attempts = 1,
        IsUndecided = false,
        Message = Answered with { Status = DeliveryStatus.Failed, FailureReason = "131026: the number is not on WhatsApp", SentAt = null, DeliveredAt = null, ReadAt = null },
    };

    public IEnumerable<object> All =>
    [
        new UndeliveredPage([Undelivered], Next: null),
        new FoundMessagePage([new FoundMessage { Conversation = Invented.ConversationId, Customer = Invented.CustomerId, CustomerName = Invented.Customer, Message = Asked }], Next: null),
        new AcceptedResend(Invented.MessageId, ResentAs: null),
        new MessageDetails(Invented.ConversationId, Invented.CustomerId, IsQueued: false, ResentAs: null, Answered),
    ];
}
