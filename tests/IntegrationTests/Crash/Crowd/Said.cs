using System.Text;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Crash.Crowd;

/// <summary>A message of a customer, posted one to five times.</summary>
internal sealed class Said(string customer, string text, Shape shape)
{
    private readonly TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long answeredAt;
    private int timesAccepted;

    public string Id { get; } = Posting.NewId();

    public string Text { get; } = text;

    public byte[] Body => field ??= Encoding.UTF8.GetBytes(shape.Text(customer, Text, Id));

    /// <summary>Over when one of its posts was answered 200.</summary>
    public Task Answered => answered.Task;

    /// <summary>When that was; null while it is still to come.</summary>
    public DateTimeOffset? AnsweredAt => Volatile.Read(ref answeredAt) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>How many of its posts were told that they were the first.</summary>
    public int TimesAccepted => Volatile.Read(ref timesAccepted);

    public void Receive(Receipt receipt, DateTimeOffset at)
    {
        Interlocked.Add(ref timesAccepted, receipt.Accepted);
        Interlocked.CompareExchange(ref answeredAt, at.UtcTicks, 0);
        answered.TrySetResult();
    }
}
