using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Crash.Faults;

/// <summary>What MSG91 does to its callers: for a while to all of them, or now and then to one.</summary>
internal sealed class ProviderFaults(Msg91StandIn provider, Chronicle chronicle)
{
    public const string Fails = "503";
    public const string Hangs = "takes and hangs";
    public const string Loses = "hangs and loses";
    public const string Drops = "takes and drops";
    private const int Scattered = 400;

    public IReadOnlyList<Fault> All =>
    [
        random => ForAWhileAsync(random, Fails, Msg91StandInAnswer.Status(503)),
        random => ForAWhileAsync(random, Hangs, Msg91StandInAnswer.AcceptThenHang),
        random => ForAWhileAsync(random, Loses, Msg91StandInAnswer.Hang),
        random => ForAWhileAsync(random, Drops, Msg91StandInAnswer.AcceptThenDrop),
        Scatter,
        Scatter,
        ForgetOrRememberAsync,
    ];

    /// <summary>By turns its log shows what it took, and nothing: then only reports are evidence.</summary>
    private Task ForgetOrRememberAsync(Random random)
    {
        provider.Log.Withholds = !provider.Log.Withholds;
        return Task.CompletedTask;
    }

    private async Task ForAWhileAsync(Random random, string how, Msg91StandInAnswer answer)
    {
        var absence = chronicle.Begin(Chronicle.Provider, how);
        provider.ForgetScript();
        provider.Respond = answer;
        await random.PauseAsync(1.5, 4);
        provider.Respond = Msg91StandInAnswer.Ok;
        absence.End();
    }

    private Task Scatter(Random random)
    {
        provider.FailNext(Enumerable.Range(0, Scattered).Select(_ => One(random)));
        return Task.CompletedTask;
    }

    private static Msg91StandInAnswer One(Random random) => random.Next(100) switch
    {
        < 4 => Msg91StandInAnswer.AcceptThenDrop,
        < 7 => Msg91StandInAnswer.AcceptThenCutOff,
        < 9 => Msg91StandInAnswer.AcceptThenHang,
        < 10 => Msg91StandInAnswer.Hang,
        < 15 => Msg91StandInAnswer.Status(503),
        < 17 => Msg91StandInAnswer.Status(500),
        _ => Msg91StandInAnswer.Ok,
    };
}
