namespace WhatsAppSupport.Infrastructure.Msg91.Webhooks;

/// <summary>
/// Every property that is looked at, at whatever level of a body. The JSON name is the name here, without regard to case and
/// underscores: MSG91's two generations write <c>CRQID</c> and <c>crqid</c>, and what it hands on from Meta is <c>from_user_id</c>.
/// </summary>
internal enum Field
{
    // The plain shape, and what it shares with a message of Meta's.
    Data,
    From,
    Text,
    Timestamp,
    MessageId,
    Type,

    // Who and which, MSG91's names.
    CustomerNumber,
    Mobile,
    CustomerName,
    Bsuid,
    IntegratedNumber,
    Uuid,
    RequestId,
    Crqid,
    Direction,
    WebhookType,
    DryRun,

    // What was written.
    ContentType,
    MessageType,
    Messages,
    Contacts,
    Button,
    Interactive,
    Reaction,
    Content,
    Url,
    Caption,
    Filename,
    Latitude,
    Longitude,
    Name,
    Address,

    // What became of a message of ours.
    EventName,
    Status,
    Statuses,
    Reason,
    FailureReason,
    StatusUpdatedAt,
    Ts,
    RequestedAt,

    // Inside Meta's message, contact and status.
    Id,
    FromUserId,
    Body,
    Image,
    Document,
    Audio,
    Voice,
    Video,
    Sticker,
    Location,
    Emoji,
    Payload,
    Title,
    ButtonReply,
    ListReply,
    NfmReply,
    Link,
    AttachmentUrl,
    Profile,
    WaId,
    Errors,
    Code,
    Message,

    // Keep last: Fields has as many places as this says.
    Count,
}
