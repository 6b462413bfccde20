namespace WhatsAppSupport.Application.Parked;

/// <summary>How much there is that only a person can bring on.</summary>
public interface IAttention
{
    /// <param name="most">No number is counted further than that, so that counting costs the same however much there is.</param>
    Task<AttentionCounts> CountAsync(int most, CancellationToken cancellationToken);
}

/// <param name="FailedMessages">Refused or too late, and not sent anew.</param>
/// <param name="UnknownMessages">Perhaps sent, and not sent anew.</param>
public sealed record AttentionCounts(long DeadRows, long QuarantinedRows, long FailedMessages, long UnknownMessages)
{
    public static readonly AttentionCounts None = new(0, 0, 0, 0);
}
