using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace WhatsAppSupport.TestServers;

/// <summary>A request to send, and all that came of it: what a test needs to say what its sender could know.</summary>
public sealed class Msg91StandInExchange
{
    private readonly CancellationToken hungUp;

    private long answeredAt;

    private long diedAt;

    private Msg91StandInExchange(HttpContext context, ReadOnlyMemory<byte> body) =>
        (Body, Key, hungUp) = (body, context.Request.Headers["authkey"].ToString(), context.RequestAborted);

    /// <summary>With which key its sender came; two processes may have one each.</summary>
    public string Key { get; }

    public DateTimeOffset At { get; } = Now;

    /// <summary>What was asked for; null when it is not a session message.</summary>
    public Msg91StandInSent? Asked { get; private init; }

    /// <summary>The message that was taken: it is on its way, whatever its sender was told. Null: refused, or lost.</summary>
    public Msg91StandInSent? Taken { get; internal set; }

    /// <summary>When the whole answer was written, to somebody who was still listening. Null: never.</summary>
    public DateTimeOffset? AnsweredAt => AsInstant(Volatile.Read(ref answeredAt));

    /// <summary>When its connection ended, long after perhaps.</summary>
    public DateTimeOffset? ConnectionDiedAt => AsInstant(Volatile.Read(ref diedAt));

    internal ReadOnlyMemory<byte> Body { get; }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <param name="watches">Off: nothing is read or remembered beyond the answer, which is what a load test wants.</param>
    internal static Msg91StandInExchange Begin(HttpContext context, ReadOnlyMemory<byte> body, bool watches)
    {
        if (!watches)
        {
            return new(context, body);
        }

        var exchange = new Msg91StandInExchange(context, body) { Asked = Msg91StandInBody.Read(body).Message };
        context.Features.Get<IConnectionLifetimeFeature>()?.ConnectionClosed.Register(() => Volatile.Write(ref exchange.diedAt, Now.UtcTicks));
        return exchange;
    }

    internal void Answered()
    {
        if (!hungUp.IsCancellationRequested)
        {
            Volatile.Write(ref answeredAt, Now.UtcTicks);
        }
    }

    private static DateTimeOffset? AsInstant(long ticks) => ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
}
