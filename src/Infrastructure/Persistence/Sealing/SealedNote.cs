using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Sealing;

/// <summary>A note for agents as its row holds it.</summary>
internal static class SealedNote
{
    private const string Text = "notes.text";

    public static bool IsSealed(this Note stored) => SealedText.IsSealed(stored.Text);

    public static Note Seal(this Cipher cipher, Note note) => note with { Text = cipher.Seal(Text, note.Id, note.Text) };

    public static Note Open(this Cipher cipher, Note stored) => stored with { Text = cipher.Open(Text, stored.Id, stored.Text) };
}
