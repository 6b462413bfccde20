using System.Collections.Concurrent;
using WhatsAppSupport.Application.Conversations;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

internal sealed class FakeSessions : ISessionStore
{
    public ConcurrentDictionary<SessionKey, Session> Kept { get; } = new();

    public Session Only => Kept.Values.ShouldHaveSingleItem();

    public ValueTask<Session?> FindAsync(SessionKey key, CancellationToken cancellationToken) => ValueTask.FromResult(Kept.GetValueOrDefault(key));

    public ValueTask SaveAsync(SessionKey key, Session session, CancellationToken cancellationToken)
    {
        Kept.AddOrUpdate(key, session, (_, kept) => session.Version > kept.Version ? session : kept);
        return ValueTask.CompletedTask;
    }

    public ValueTask ForgetAsync(SessionKey key, CancellationToken cancellationToken)
    {
        Kept.TryRemove(key, out _);
        return ValueTask.CompletedTask;
    }
}
