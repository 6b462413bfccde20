using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Escalations;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Sealing;

/// <summary>What was told to a flow, and why a person was called, as the row holds it.</summary>
internal static class SealedConversation
{
    private const string State = "conversations.flow_state";
    private const string Reason = "conversations.escalation_reason";

    public static bool IsSealed(this Conversation stored) => SealedText.IsSealed(stored.Flow?.State) || SealedText.IsSealed(stored.EscalationReason);

    public static Conversation Seal(this Cipher cipher, Conversation conversation) => Each(conversation, cipher.Seal);

    public static Conversation Open(this Cipher cipher, Conversation stored) => Each(stored, cipher.Open);

    public static bool IsSealed(this ConversationView stored) =>
        SealedCustomer.IsSealed(stored.CustomerName, stored.CustomerPhone, stored.CustomerBsuid) || SealedText.IsSealed(stored.EscalationReason);

    public static ConversationView Open(this Cipher cipher, ConversationView stored) => stored with
    {
        CustomerName = stored.CustomerName is { } name ? cipher.OpenName(stored.CustomerId, name) : null,
        CustomerPhone = stored.CustomerPhone is { } phone ? cipher.OpenPhone(stored.CustomerId, phone) : null,
        CustomerBsuid = stored.CustomerBsuid is { } bsuid ? cipher.OpenBsuid(stored.CustomerId, bsuid) : null,
        EscalationReason = stored.EscalationReason is { } reason ? cipher.Open(Reason, stored.Id, reason) : null,
    };

    public static bool IsSealed(this EscalationNotice stored) => SealedText.IsSealed(stored.Reason);

    public static EscalationNotice Open(this Cipher cipher, EscalationNotice stored) =>
        stored with { Reason = cipher.Open(Reason, stored.Conversation.Value, stored.Reason) };

    /// <summary>Whether any value of it is stored in clear.</summary>
    public static bool IsInClear(this Conversation stored)
    {
        var clearness = new Clearness();
        _ = Each(stored, clearness.Look);
        return clearness.Found;
    }

    private static Conversation Each(Conversation conversation, Func<string, Guid, string, string> change)
    {
        var row = conversation.Id.Value;
        return conversation with
        {
            Flow = conversation.Flow is { State: { } state } flow ? flow with { State = change(State, row, state) } : conversation.Flow,
            EscalationReason = conversation.EscalationReason is { } reason ? change(Reason, row, reason) : null,
        };
    }
}
