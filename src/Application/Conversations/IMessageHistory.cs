using WhatsAppSupport.Application.Models;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.Application.Conversations;

/// <summary>What was said last, for a language model.</summary>
public interface IMessageHistory
{
    /// <returns>The last <paramref name="count"/> messages that have a text, oldest first.</returns>
    Task<IReadOnlyList<SpokenLine>> ListLastAsync(ConversationId conversation, int count, CancellationToken cancellationToken);
}
