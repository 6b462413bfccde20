using WhatsAppSupport.Application.Delivery;
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
        SealedText.IsSealed(claimed.Message.Text) || SealedText.IsSealed(claimed.Message.To) || claimed.Message.Options.Any(option => SealedText.IsSealed(option.Title));

    private static ClaimedMessage Open(Cipher cipher, ClaimedMessage claimed)
    {
        var stored = claimed.Message;
        try
        {
            var (to, text, options) = cipher.OpenOutgoing(stored.Id.Value, stored.To, stored.Text, stored.Options);
            return claimed with { Message = stored with { To = to, Text = text, Options = options } };
        }
        catch (UnreadableValueException)
        {
            return claimed with { Message = stored with { To = "", Text = "", Options = [], IsReadable = false } };
        }
    }
}
