using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Sealing;

/// <summary>
/// What was said, the number or user id that it came from or goes to, and what a provider says of it, as the row holds it. Our own number and our own words are no secret.
/// </summary>
internal static class SealedMessage
{
    public const string ProviderId = "messages.provider_message_id";
    private const string Reason = "messages.failure_reason";
    private const string Content = "messages.content";
    private const string Media = "messages.media";
    private const string Options = "messages.options";
    private const string Address = "messages.address";

    public static bool IsSealed(this Message stored) =>
        SealedText.IsSealed(stored.Content) || SealedText.IsSealed(AddressOf(stored)) || SealedText.IsSealed(stored.Media) || SealedText.IsSealed(stored.ProviderMessageId)
        || SealedText.IsSealed(stored.FailureReason)
        || stored.Options.Any(option => SealedText.IsSealed(option.Id) || SealedText.IsSealed(option.Title));

    public static Message Seal(this Cipher cipher, Message message) => Each(message, cipher.Seal);

    public static Message Open(this Cipher cipher, Message stored) => Each(stored, cipher.Open);

    /// <summary>Of an outbound message, where nothing else of its row was read.</summary>
    public static OutgoingMessage Open(this Cipher cipher, OutgoingMessage stored)
    {
        var row = stored.Id.Value;
        return stored with
        {
            To = cipher.Open(Address, row, stored.To),
            Text = cipher.Open(Content, row, stored.Text),
            Options = Each(stored.Options, row, cipher.Open),
            Media = stored.Media is { } media ? cipher.Open(Media, row, media) : null,
        };
    }

    /// <summary>The same of one of which only these were read.</summary>
    public static (string To, string Text, string? Media) OpenOutgoing(this Cipher cipher, Guid row, string to, string text, string? media) =>
        (cipher.Open(Address, row, to), cipher.Open(Content, row, text), media is null ? null : cipher.Open(Media, row, media));

    /// <summary>What was said, where nothing else of its row was read.</summary>
    public static string OpenContent(this Cipher cipher, Guid row, string content) => cipher.Open(Content, row, content);

    /// <summary>Why it was not delivered: a provider may quote in it whom it was to reach, and what they were told.</summary>
    public static string? SealReason(this Cipher cipher, Guid row, string? reason) => Each(reason, row, cipher.Seal);

    private static string AddressOf(Message message) => message.Direction == Direction.Inbound ? message.SenderNumber : message.RecipientNumber;

    /// <summary>Whether any value of it is stored in clear.</summary>
    public static bool IsInClear(this Message stored)
    {
        var clearness = new Clearness();
        _ = Each(stored, clearness.Look);
        return clearness.Found;
    }

    private static Message Each(Message message, Func<string, Guid, string, string> change)
    {
        var (row, isInbound) = (message.Id.Value, message.Direction == Direction.Inbound);
        return message with
        {
            ProviderMessageId = message.ProviderMessageId is { } id ? change(ProviderId, row, id) : null,
            Content = message.Content is { } content ? change(Content, row, content) : null,
            Media = message.Media is { } media ? change(Media, row, media) : null,
            Options = Each(message.Options, row, change),
            SenderNumber = isInbound ? change(Address, row, message.SenderNumber) : message.SenderNumber,
            RecipientNumber = isInbound ? message.RecipientNumber : change(Address, row, message.RecipientNumber),
            FailureReason = Each(message.FailureReason, row, change),
        };
    }

    private static string? Each(string? reason, Guid row, Func<string, Guid, string, string> change) =>
        reason is null || OutboxRules.IsOwnReason(reason) ? reason : change(Reason, row, reason);

    /// <summary>Each at its own place, so that one button does not pass for another.</summary>
    private static IReadOnlyList<ReplyOption> Each(IReadOnlyList<ReplyOption> options, Guid row, Func<string, Guid, string, string> change) =>
        options.Count == 0 ? options :
        [
            .. options.Select((option, place) => new ReplyOption(
                change($"{Options}.{place}.id", row, option.Id),
                change($"{Options}.{place}.title", row, option.Title),
                option.Description is { } description ? change($"{Options}.{place}.description", row, description) : null,
                option.Section is { } section ? change($"{Options}.{place}.section", row, section) : null)),
        ];
}
