using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Sealing;

/// <summary>
/// Claimed messages as they leave. One that does not open is claimed all the same and then refused, so that it holds up nobody. Nothing is read for it: the claim is
/// committed, and what it took must not be lost because the database fails the moment after.
/// </summary>
internal static class ClaimedMessages
{
    public static IReadOnlyList<ClaimedMessage> Open(this Vault vault, IReadOnlyList<ClaimedRow> claimed)
    {
        using var ciphers = vault.ForReading(claimed.Select(row => (row.Message.Customer, row.WrappedKey)));
        return [.. claimed.Select(row => Open(ciphers.Of(row.Message.Customer), row.Message))];
    }

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

/// <param name="Message">What it says is still sealed.</param>
/// <param name="WrappedKey">Its customer's, as their row holds it; null for who has none yet.</param>
internal sealed record ClaimedRow(ClaimedMessage Message, byte[]? WrappedKey)
{
    public override string ToString() => nameof(ClaimedRow);
}
