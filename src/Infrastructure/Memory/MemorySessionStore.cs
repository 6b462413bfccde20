using System.Diagnostics.CodeAnalysis;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Infrastructure.Sessions;

namespace WhatsAppSupport.Infrastructure.Memory;

/// <summary>
/// The sessions of a process that is alone. It holds <paramref name="capacity"/> of them and lets go of the one that was
/// used the longest ago: that customer's next turn reads the database once.
/// </summary>
public sealed class MemorySessionStore(TimeProvider clock, int capacity = MemorySessionStore.DefaultCapacity)
    : ISessionStore, ISessionStoreHealth
{
    /// <summary>About 100 MB at 2 kB each.</summary>
    public const int DefaultCapacity = 50_000;

    private readonly Lock gate = new();
    private readonly Dictionary<SessionKey, LinkedListNode<Entry>> entries = [];
    private readonly LinkedList<Entry> lastUsedFirst = [];

    public string Kind => "memory";

    public bool IsConnected => true;

    public ValueTask<bool> AnswersAsync(CancellationToken cancellationToken) => ValueTask.FromResult(true);

    public ValueTask<Session?> FindAsync(SessionKey key, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return ValueTask.FromResult(TryUse(key, out var entry) ? entry.Value.Session : null);
        }
    }

    public ValueTask SaveAsync(SessionKey key, Session session, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (!TryUse(key, out var entry))
            {
                Add(new Entry(key, session, ExpiresAt()));
            }
            else if (session.Version > entry.Value.Session.Version)
            {
                entry.Value = new Entry(key, session, ExpiresAt());
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask ForgetAsync(SessionKey key, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (entries.TryGetValue(key, out var entry))
            {
                Remove(entry);
            }
        }

        return ValueTask.CompletedTask;
    }

    private DateTimeOffset ExpiresAt() => clock.GetUtcNow() + SessionLifetime.SinceLastSave;

    private bool TryUse(SessionKey key, [NotNullWhen(true)] out LinkedListNode<Entry>? entry)
    {
        if (!entries.TryGetValue(key, out entry))
        {
            return false;
        }

        if (entry.Value.ExpiresAt <= clock.GetUtcNow())
        {
            Remove(entry);
            return false;
        }

        lastUsedFirst.Remove(entry);
        lastUsedFirst.AddFirst(entry);
        return true;
    }

    private void Add(Entry entry)
    {
        if (entries.Count >= capacity)
        {
            Remove(lastUsedFirst.Last!);
        }

        entries[entry.Key] = lastUsedFirst.AddFirst(entry);
    }

    private void Remove(LinkedListNode<Entry> entry)
    {
        entries.Remove(entry.Value.Key);
        lastUsedFirst.Remove(entry);
    }

    private sealed record Entry(SessionKey Key, Session Session, DateTimeOffset ExpiresAt);
}
