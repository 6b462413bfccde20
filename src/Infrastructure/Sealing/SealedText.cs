using System.Security.Cryptography;
using System.Text;

namespace WhatsAppSupport.Infrastructure.Sealing;

/// <summary>
/// Texts as they stand in the database. A sealed one is marked, so that sealed and clear ones lie side by side while encryption is switched on; a clear
/// one that happens to begin like a mark gets one of its own, so that nobody can pass a text off as sealed.
/// </summary>
internal static class SealedText
{
    /// <summary>No message begins with it that a person wrote.</summary>
    private const char Mark = '\u0001';
    private const string Sealed = "\u0001s";
    private const string Clear = "\u0001c";

    public static bool IsSealed(string? stored) => stored is not null && stored.StartsWith(Sealed, StringComparison.Ordinal);

    /// <summary>In clear, where there is no key.</summary>
    public static string Plain(string text) => text.StartsWith(Mark) ? Clear + text : text;

    /// <param name="column">Table and column, such as <c>messages.content</c>.</param>
    /// <param name="row">The row's id. Column and row are bound in.</param>
    public static string Seal(AesGcm aes, string column, Guid row, string text)
    {
        var clear = Encoding.UTF8.GetBytes(text);
        var bytes = new byte[clear.Length + SealedBytes.Overhead];
        SealedBytes.Seal(aes, clear, Place(stackalloc byte[MaxPlace], column, row), bytes);
        return Sealed + Convert.ToBase64String(bytes);
    }

    /// <returns>Also what was never sealed.</returns>
    /// <exception cref="UnreadableValueException">It was moved here, was changed, or was sealed with another key.</exception>
    public static string Open(AesGcm? aes, string column, Guid row, string stored)
    {
        if (!stored.StartsWith(Mark))
        {
            return stored;
        }

        if (stored.StartsWith(Clear, StringComparison.Ordinal))
        {
            return stored[Clear.Length..];
        }

        try
        {
            return aes is null
                ? throw new UnreadableValueException(column, row)
                : Encoding.UTF8.GetString(SealedBytes.Open(
                    aes, Convert.FromBase64String(stored[Sealed.Length..]), Place(stackalloc byte[MaxPlace], column, row)));
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            throw new UnreadableValueException(column, row);
        }
    }

    private const int MaxPlace = 128;

    private static Span<byte> Place(Span<byte> place, string column, Guid row)
    {
        var length = Encoding.UTF8.GetBytes(column, place);
        place[length] = (byte)':';
        row.TryWriteBytes(place[(length + 1)..], bigEndian: true, out var written);
        return place[..(length + 1 + written)];
    }
}

/// <summary>A sealed value that does not open. It names the row and nothing of what is in it.</summary>
public sealed class UnreadableValueException(string column, Guid row) : Exception($"{column} of {row} cannot be read: it was changed, moved or sealed with another key")
{
    public string Column { get; } = column;

    public Guid Row { get; } = row;
}
