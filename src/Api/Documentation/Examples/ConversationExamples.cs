using WhatsAppSupport.Api.Conversations;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Interventions;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.Api.Documentation.Examples;

internal sealed class ConversationExamples : IExamples
{
    private static readonly ConversationView Conversation = new()
    {
        Id = Invented.ConversationId,
        Status = ConversationStatus.Escalated,
        CustomerName = Invented.Customer,
        CustomerPhone = Invented.Phone,
        IntegratedNumber = Invented.OurNumber,
        CurrentFlow = "support",
        CurrentStep = "ask_name",
        Language = "en",
        Department = "orders",
        Assignee = Invented.Agent,
        AssignedAt = Invented.Morning.AddMinutes(2),
        OwnershipEpoch = 1,
        EscalationReason = "asked for a person",
        EscalatedAt = Invented.Morning.AddMinutes(1),
        LastHeardAt = Invented.Morning,
        CreatedAt = Invented.Morning,
        UpdatedAt = Invented.Morning.AddMinutes(2),
    };

    private static readonly WindowView Window = new(IsOpen: true, SecondsLeft: 86_280, Invented.Morning.AddDays(1));

    public IEnumerable<object> All =>
    [
        new ConversationPage([Conversation], ConversationCursor.Of(Conversation).ToString()),
        new ConversationDetails(Conversation, Window, [MessageExamples.Asked, MessageExamples.Answered]),
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
