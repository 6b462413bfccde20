using WhatsAppSupport.Api.Conversations;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Ownership;
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

    public IEnumerable<object> All =>
    [
        new ConversationPage([Conversation], ConversationCursor.Of(Conversation).ToString()),
        new ConversationDetails(Conversation, new WindowView(IsOpen: true, SecondsLeft: 86_280), [MessageExamples.Asked, MessageExamples.Answered]),
        new TakeOverBody(Invented.Agent),
        new Takeover(Invented.ConversationId, Invented.Agent, Invented.Morning.AddMinutes(2), 1, [MessageExamples.Answered], []),
        new AcceptedGiveBack(Invented.ConversationId, 1),
    ];
}
