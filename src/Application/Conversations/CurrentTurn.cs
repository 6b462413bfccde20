using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Conversations;

/// <summary>What is known when a turn begins; shared by the behaviors and the handler of one row.</summary>
public sealed class CurrentTurn(ISessionStore sessions, IKnownCustomers customers)
{
    private bool loaded;

    public Customer? Customer { get; private set; }

    /// <summary>The last conversation, which may be over.</summary>
    public Conversation? Conversation { get; private set; }

    public MessageRate? Rate { get; private set; }

    public RateVerdict Verdict { get; private set; }

    /// <summary>One look into the cache; only where it has nothing, or something stale, one look into the database.</summary>
    public async ValueTask LoadAsync(Sender sender, LaneRow row, CancellationToken cancellationToken)
    {
        if (loaded)
        {
            return;
        }

        loaded = true;
        var key = new SessionKey(row.Customer, row.IntegratedNumber);
        var cached = await sessions.FindAsync(key, cancellationToken);

        // How much they have written stands nowhere else.
        Rate = cached?.Rate;
        if (row.MustReload)
        {
            // It is stale, or newer than a database that was restored: either way it must not come back.
            await sessions.ForgetAsync(key, cancellationToken);
        }
        else if (cached is not null && sender.IsKnownTo(cached.Customer))
        {
            (Customer, Conversation) = (cached.Customer, cached.Conversation);
            return;
        }

        var known = await customers.FindAsync(sender, row.IntegratedNumber, cancellationToken);
        (Customer, Conversation) = (known?.Customer, known?.Conversation);
    }

    public void Count(DateTimeOffset arrivedAt, int perMinute) =>
        (Rate, Verdict) = (Rate ?? MessageRate.Begin(arrivedAt)).Count(arrivedAt, perMinute);
}
