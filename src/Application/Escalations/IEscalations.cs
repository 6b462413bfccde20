using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.Application.Escalations;

/// <summary>Conversations that wait for a person, as they are kept in the database.</summary>
public interface IEscalations
{
    /// <summary>Escalations that nobody has taken, that nobody outside has been told of, and whose next try is due.</summary>
    Task<IReadOnlyList<PendingNotice>> ListToNotifyAsync(int limit, CancellationToken cancellationToken);

    /// <summary>That escalation was heard of; a later one of the same conversation was not.</summary>
    Task MarkNotifiedAsync(EscalationNotice notice, CancellationToken cancellationToken);

    Task PutOffAsync(ConversationId conversation, int attempts, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Nobody has taken them since <paramref name="before"/>: the rows that go into their lanes.</summary>
    Task<IReadOnlyList<InboxEntry>> ListTimedOutAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken);

    /// <summary>Completes conversations in which nothing was said since <paramref name="before"/>. The next message would do it, too: this keeps the lists true.</summary>
    Task<int> CompleteSilentAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken);
}

public sealed record PendingNotice(EscalationNotice Notice, int Attempts);
