using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Flows.Values;

namespace WhatsAppSupport.Application.Conversations;

/// <summary>What flows may ask about the customer and the conversation, by name.</summary>
internal sealed class FlowFacts(TurnDraft draft)
{
    public Value Find(string name) => name switch
    {
        "customer.phone" => draft.Customer.PhoneNumber is { } phone ? new Value.Words(phone.Digits) : Value.Nothing,
        "customer.user_id" => Value.Of(draft.Customer.Bsuid),
        "customer.metadata" => Value.FromJson(draft.Customer.Metadata),
        "customer.is_new" => Value.Of(draft.IsNewCustomer),
        "customer.since" => new Value.Day(DateOnly.FromDateTime(draft.Customer.CreatedAt.UtcDateTime)),
        "conversation.id" => new Value.Words(draft.Conversation.Id.ToString()),
        "conversation.number" => new Value.Words(draft.Conversation.IntegratedNumber),
        "conversation.department" => Value.Of(draft.Conversation.Department),
        "conversation.topic" => Value.Of(draft.Topic),
        "conversation.tags" => new Value.List([.. ConversationTags.Read(draft.Conversation.Tags).Select(Value.Of)]),
        "conversation.score" => Value.Of((decimal?)draft.Conversation.SatisfactionScore),
        _ => Value.Nothing,
    };
}
