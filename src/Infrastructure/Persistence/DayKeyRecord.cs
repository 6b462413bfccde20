namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>What the bodies that came on one day are sealed with, itself sealed by the ring.</summary>
public sealed class DayKeyRecord
{
    /// <summary>Days since 1970, UTC.</summary>
    public int Day { get; set; }

    public required byte[] Wrapped { get; set; }
}
