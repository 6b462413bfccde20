namespace WhatsAppSupport.Domain.Messages;

/// <summary>How far a message has come. The numbers are the order: a report can only raise a status.</summary>
public enum DeliveryStatus
{
    Pending = 0,

    /// <summary>Claimed: a request is, or is about to be, on its way to the provider.</summary>
    Sending = 1,

    /// <summary>Perhaps sent: settled by evidence before anything is sent again.</summary>
    Unknown = 2,
    Sent = 3,

    /// <summary>Below delivered: WhatsApp may report a failure on one device and a delivery on another.</summary>
    Failed = 4,
    Delivered = 5,
    Read = 6,

    /// <summary>Withdrawn before it was claimed, for instance because a person took over.</summary>
    Cancelled = 7,
}

public static class DeliveryStatuses
{
    /// <summary>The later of the two. A withdrawn message stays withdrawn: nothing of it was ever sent.</summary>
    public static DeliveryStatus Later(this DeliveryStatus current, DeliveryStatus reported) =>
        current == DeliveryStatus.Cancelled || reported <= current ? current : reported;
}
