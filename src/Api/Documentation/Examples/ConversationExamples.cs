using WhatsAppSupport.Api.Conversations;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Interventions;
using WhatsAppSupport.Application.Pages;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.Api.Documentation.Examples;

internal sealed class ConversationExamples : IExamples
{
    public static readonly ConversationView Conversation = new()
    {
        Id = Invented.ConversationId,
        Version = 5,
        CustomerId = Invented.CustomerId,
        Status = ConversationStatus.Escalated,
        CustomerName = Invented.Customer,
        CustomerPhone = Invented.Phone,
        IntegratedNumber = Invented.OurNumber,
        CurrentFlow = "support",
        CurrentStep = "ask_name",
        FlowVersion = "3f9c1a52",
        Language = "en",
        Department = "orders",
        Assignee = Invented.Agent,
        AssigneeId = Invented.AgentId,
        AssignedAt = Invented.Morning.AddMinutes(2),
        OwnershipEpoch = 1,
        EscalationReason = "asked for a person",
        EscalatedAt = Invented.Morning.AddMinutes(1),
        Tags = ["vip"],
        FirstResponseAt = Invented.Morning.AddMinutes(5),
        FirstResponseTime = 240,
        LastHeardAt = Invented.Morning,
        CreatedAt = Invented.Morning,
        UpdatedAt = Invented.Morning.AddMinutes(2),
    };

    public static readonly WindowView Window = new(IsOpen: true, SecondsLeft: 86_280, Invented.Morning.AddDays(1));

    private static NoteView Note => new()
    {
        Id = Invented.ConversationId,
        Text = "Asked about order K-1047 before.",
        Flow = "support",
        CreatedAt = Invented.Morning,
    };

    private static string Next => Place.Of(Conversation.UpdatedAt, Conversation.Id).ToText("");

    public IEnumerable<object> All =>
    [
        new ConversationPage([Conversation], Next),
        new ConversationCounts(new BoundedCount(212, false), new BoundedCount(14, false), new BoundedCount(10_000, true), new BoundedCount(3, false), new BoundedCount(9, false)),
        new ConversationDetails(Conversation, CustomerExamples.Customer, Window, [MessageExamples.Asked, MessageExamples.Answered], [Note]),
        new MessagePage([MessageExamples.Answered, MessageExamples.Asked], Next: null),
        new TakeOverBody(),
        new AssignBody(Invented.AgentId.ToString(), "billing"),
        new Takeover(Invented.ConversationId, Invented.Agent, Invented.AgentId, "orders", Invented.Morning.AddMinutes(2), 1, 5, [MessageExamples.Answered], []),
        new AcceptedGiveBack(Invented.ConversationId, 1, 5),
        new FlagBody(true),
        new ConversationState(
            Invented.ConversationId, ConversationStatus.Completed, IsFlagged: false, Invented.Agent, Invented.AgentId, 1_260, Invented.Morning.AddMinutes(21), 7),
        new ReplyBody("Your order leaves today. Is that all right?", [new ReplyChoice("Yes", "yes"), new ReplyChoice("No", "no")]),
        new AcceptedReply(Invented.ConversationId, 6, [MessageExamples.Written], Window),
    ];
}
