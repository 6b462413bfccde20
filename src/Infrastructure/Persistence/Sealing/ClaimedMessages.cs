using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Sealing;

/// <summary>Claimed messages as they leave. One that does not open is claimed all the same and then refused, so that it holds up nobody.</summary>
internal static class ClaimedMessages
{
    public static async ValueTask<IReadOnlyList<ClaimedMessage>> OpenAsync(
        this Vault vault, IReadOnlyList<ClaimedMessage> claimed, CancellationToken cancellationToken)
    {
        if (claimed.Count == 0)
        {
            return claimed;
        }

        using var ciphers = await vault.ForReadingAsync(claimed.Where(IsSealed).Select(one => one.Customer), cancellationToken);
        return [.. claimed.Select(one => Open(ciphers.Of(one.Customer), one))];
    }

    private static bool IsSealed(ClaimedMessage claimed) =>
        SealedText.IsSealed(claimed.Message.Text) || SealedText.IsSealed(claimed.Message.To) || SealedText.IsSealed(claimed.Message.Media)
        || claimed.Message.Options.Any(option => SealedText.IsSealed(option.Title));

    private static ClaimedMessage Open(Cipher cipher, ClaimedMessage claimed)
    {
        var stored = claimed.Message;
        try
        {
            var opened = cipher.Open(stored);
            return claimed with { Message = IsWhole(opened) ? opened : Unreadable(opened) };
        }
        catch (UnreadableValueException)
        {
            return claimed with { Message = Unreadable(stored) };
        }
    }

    /// <summary>Without what it was to show, its caption alone would say something else.</summary>
    private static bool IsWhole(OutgoingMessage message) =>
        !(ReplyMedia.IsMedia(message.Type) || message.Type == MessageType.Location) || message.Said is not { Media: null, Location: null };

    private static OutgoingMessage Unreadable(OutgoingMessage message) => message with { To = "", Text = "", Options = [], Media = null, IsReadable = false };
}
