using WhatsAppSupport.Application.Health;

namespace WhatsAppSupport.Application.Delivery;

/// <summary>
/// Whether messages may leave at all. Shut while the provider does not answer (its circuit) or refuses the account; messages then wait
/// unclaimed. When its time has come one message goes first, and when that one was taken the others follow, few at first.
/// </summary>
public sealed class SendGate(IMessageGateway gateway, TimeProvider clock)
{
    /// <summary>After an account was refused. Nothing is lost by asking late; asking often may lock the account.</summary>
    public static readonly TimeSpan AccountPause = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan ProbePatience = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly SlowStart start = new();
    private DateTimeOffset? heldSince;
    private DateTimeOffset heldUntil;
    private DateTimeOffset? mendedAt;
    private bool isProbing;

    /// <summary>As many as there are may leave. While few leave, only the pump claims: the oldest first.</summary>
    public bool IsOpen => Room == int.MaxValue;

    /// <summary>Nothing may leave now.</summary>
    public bool IsShut
    {
        get
        {
            lock (gate)
            {
                return Away() && Limit() == 0;
            }
        }
    }

    /// <summary>Since when the provider refuses the account; null while it does not. Over when a message was taken, not when a time has passed.</summary>
    public DateTimeOffset? HeldSince
    {
        get
        {
            lock (gate)
            {
                return heldSince;
            }
        }
    }

    /// <summary>How many messages may leave now.</summary>
    public int Room
    {
        get
        {
            lock (gate)
            {
                return Limit();
            }
        }
    }

    /// <summary>The provider takes nothing, as far as is known.</summary>
    public bool IsAway
    {
        get
        {
            lock (gate)
            {
                return Away();
            }
        }
    }

    /// <summary>One message might try for some time now, but there is none that could.</summary>
    public bool LacksProbe
    {
        get
        {
            lock (gate)
            {
                return Away() && Limit() > 0 && clock.GetUtcNow() - Later(Circuit.ProbeAt, heldUntil) >= ProbePatience;
            }
        }
    }

    private ICircuit Circuit => gateway.Circuit;

    /// <summary>Asked for each message, right before it leaves; what it came to is told to <see cref="Came"/>.</summary>
    public SendPass Enter()
    {
        lock (gate)
        {
            var room = Limit();
            if (room == 0)
            {
                return SendPass.None;
            }

            if (Away())
            {
                isProbing = true;
                return SendPass.Probe;
            }

            if (room != int.MaxValue)
            {
                start.Count();
            }

            return SendPass.Free;
        }
    }

    /// <param name="outcome">Null: it is not known, because something threw.</param>
    public GateChange Came(SendOutcome? outcome, SendPass pass)
    {
        lock (gate)
        {
            var isProbe = pass == SendPass.Probe;
            isProbing &= !isProbe;
            if (outcome is SendOutcome.AccountRefused)
            {
                var begins = heldSince is null;
                (heldSince, heldUntil) = (heldSince ?? clock.GetUtcNow(), clock.GetUtcNow() + AccountPause);
                return begins ? GateChange.Held : GateChange.None;
            }

            // What left before the account was refused may be answered later: only the probe tells that it is mended.
            if (heldSince is null || !isProbe)
            {
                return GateChange.None;
            }

            if (outcome is SendOutcome.Accepted or SendOutcome.Refused)
            {
                (heldSince, mendedAt) = (null, clock.GetUtcNow());
                return GateChange.Released;
            }

            heldUntil = clock.GetUtcNow() + AccountPause;
            return GateChange.None;
        }
    }

    private bool Away() => heldSince is not null || Circuit.State != CircuitState.Closed;

    private int Limit()
    {
        var now = clock.GetUtcNow();
        if (!Away())
        {
            return start.Room(Later(Circuit.RecoveredAt, mendedAt), now);
        }

        var waits = isProbing
            || (heldSince is not null && now < heldUntil)
            || Circuit.State == CircuitState.HalfOpen
            || (Circuit.ProbeAt is { } probeAt && now < probeAt);
        return waits ? 0 : 1;
    }

    private static DateTimeOffset? Later(DateTimeOffset? left, DateTimeOffset? right) => left is null || right > left ? right : left;
}

/// <summary>What <see cref="SendGate.Enter"/> said.</summary>
public enum SendPass
{
    /// <summary>Not now; it goes back into the queue.</summary>
    None,
    Free,

    /// <summary>The one that finds out whether the others may follow.</summary>
    Probe,
}

public enum GateChange
{
    None,

    /// <summary>The account is refused, and was not before.</summary>
    Held,

    /// <summary>The account is taken again.</summary>
    Released,
}
