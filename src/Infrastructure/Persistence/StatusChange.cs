using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>What one or several reports say of one message, together.</summary>
internal sealed record StatusChange(
    MessageId Message, DeliveryStatus Status, DateTimeOffset? SentAt, DateTimeOffset? DeliveredAt, DateTimeOffset? ReadAt, string? Reason)
{
    public static StatusChange Of(MessageId message, DeliveryStatus status, DateTimeOffset at, string? reason) => new(
        message,
        status,
        status == DeliveryStatus.Sent ? at : null,
        status == DeliveryStatus.Delivered ? at : null,
        status == DeliveryStatus.Read ? at : null,
        status == DeliveryStatus.Failed ? reason : null);

    public StatusChange And(StatusChange other) => this with
    {
        Status = Status.Later(other.Status),
        SentAt = Earlier(SentAt, other.SentAt),
        DeliveredAt = Earlier(DeliveredAt, other.DeliveredAt),
        ReadAt = Earlier(ReadAt, other.ReadAt),
        Reason = Status.Later(other.Status) == DeliveryStatus.Failed ? Reason ?? other.Reason : null,
    };

    /// <summary>A repeat with a later time changes nothing, whichever of them comes first.</summary>
    private static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right) => left is null || right < left ? right : left;
}

/// <summary>Raises statuses, forward only, in each database's own way.</summary>
internal interface IStatusChanges
{
    Task ApplyAsync(IReadOnlyList<StatusChange> changes, CancellationToken cancellationToken);
}
