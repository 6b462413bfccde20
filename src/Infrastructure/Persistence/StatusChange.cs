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
        SentAt = SentAt ?? other.SentAt,
        DeliveredAt = DeliveredAt ?? other.DeliveredAt,
        ReadAt = ReadAt ?? other.ReadAt,
        Reason = Reason ?? other.Reason,
    };
}

/// <summary>Raises statuses, forward only, in each database's own way.</summary>
internal interface IStatusChanges
{
    Task ApplyAsync(IReadOnlyList<StatusChange> changes, CancellationToken cancellationToken);
}
