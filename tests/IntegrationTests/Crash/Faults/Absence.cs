namespace WhatsAppSupport.IntegrationTests.Crash.Faults;

/// <summary>A time in which something was not there.</summary>
/// <param name="subject">What: <c>postgres</c>, <c>redis</c>, <c>provider</c> or the name of a process.</param>
/// <param name="how">How it went: <c>kill -9</c>.</param>
internal sealed class Absence(string subject, string how)
{
    private long until = DateTimeOffset.MaxValue.UtcTicks;

    public string Subject { get; } = subject;

    public string How { get; } = how;

    public DateTimeOffset From { get; } = TimeProvider.System.GetUtcNow();

    /// <summary>The end of time while it is still away.</summary>
    public DateTimeOffset Until => new(Volatile.Read(ref until), TimeSpan.Zero);

    public TimeSpan Length => Until - From;

    public void End() => Volatile.Write(ref until, TimeProvider.System.GetUtcNow().UtcTicks);
}
