using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Infrastructure.Memory;
using WhatsAppSupport.Infrastructure.Redis;

namespace WhatsAppSupport.Infrastructure.Sessions;

/// <summary>
/// What this process has used last, before the store that all processes share. A stale entry does no harm: the commit finds that the
/// version has moved on, and the turn is repeated from the database (docs/decisions/0012).
/// </summary>
public sealed class NearSessionStore(MemorySessionStore near, RedisSessionStore shared) : ISessionStore
{
    public async ValueTask<Session?> FindAsync(SessionKey key, CancellationToken cancellationToken)
    {
        if (await near.FindAsync(key, cancellationToken) is { } known)
        {
            return known;
        }

        var found = await shared.FindAsync(key, cancellationToken);
        if (found is not null)
        {
            await near.SaveAsync(key, found, cancellationToken);
        }

        return found;
    }

    public async ValueTask SaveAsync(SessionKey key, Session session, CancellationToken cancellationToken)
    {
        await near.SaveAsync(key, session, cancellationToken);
        await shared.SaveAsync(key, session, cancellationToken);
    }

    public async ValueTask ForgetAsync(SessionKey key, CancellationToken cancellationToken)
    {
        await near.ForgetAsync(key, cancellationToken);
        await shared.ForgetAsync(key, cancellationToken);
    }
}
