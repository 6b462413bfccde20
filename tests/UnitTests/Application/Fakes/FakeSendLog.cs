using WhatsAppSupport.Application.Delivery;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

internal sealed class FakeSendLog : ISendLog
{
    private readonly List<DateTimeOffset> asked = [];

    public bool CanBeAsked { get; set; } = true;

    public SendLogAnswer Answer { get; set; } = new(HasAnswered: true, []);

    /// <summary>From when on, of each question.</summary>
    public IReadOnlyList<DateTimeOffset> Asked
    {
        get
        {
            lock (asked)
            {
                return [.. asked];
            }
        }
    }

    public Task<SendLogAnswer> AskAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        lock (asked)
        {
            asked.Add(since);
        }

        return Task.FromResult(Answer);
    }
}
