using WhatsAppSupport.Application.Errands;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Infrastructure.Persistence.Errands;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Sealing;

/// <summary>What a flow wants done, with all that the customer has told it, as the row holds it.</summary>
internal static class SealedErrand
{
    private const string Body = "flow_errands.body";

    public static string SealErrand(this Cipher cipher, ConversationId conversation, FlowErrand errand) => cipher.Seal(Body, conversation.Value, errand.ToText());

    public static string OpenErrand(this Cipher cipher, FlowErrandRecord stored) => cipher.Open(Body, stored.ConversationId.Value, stored.Body);

    /// <summary>One that was stored in clear.</summary>
    public static string SealClear(this Cipher cipher, FlowErrandRecord stored) => cipher.Seal(Body, stored.ConversationId.Value, cipher.OpenErrand(stored));
}
