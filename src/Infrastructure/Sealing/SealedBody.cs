using System.Buffers.Binary;
using System.Security.Cryptography;

namespace WhatsAppSupport.Infrastructure.Sealing;

/// <summary>
/// Bodies of the inbox as they stand in the database, marked like texts (<see cref="SealedText"/>). Nobody knows yet whose a body is when it is stored: it is sealed
/// with the key of the day, whose number goes before it.
/// </summary>
internal static class SealedBody
{
    private const byte Mark = 1;
    private const byte Sealed = (byte)'s';
    private const byte Clear = (byte)'c';
    private const int Head = 2 + sizeof(int);

    /// <summary>The day whose key it is sealed with, since 1970; null for one in clear.</summary>
    public static int? DayOf(ReadOnlySpan<byte> stored) =>
        stored.Length >= Head && stored[0] == Mark && stored[1] == Sealed ? BinaryPrimitives.ReadInt32BigEndian(stored[2..]) : null;

    public static ReadOnlyMemory<byte> Plain(ReadOnlyMemory<byte> body) => body.Length > 0 && body.Span[0] == Mark ? (byte[])[Mark, Clear, .. body.Span] : body;

    public static byte[] Seal(ReadOnlySpan<byte> key, int day, ReadOnlySpan<byte> place, ReadOnlySpan<byte> body)
    {
        var stored = new byte[Head + body.Length + SealedBytes.Overhead];
        (stored[0], stored[1]) = (Mark, Sealed);
        BinaryPrimitives.WriteInt32BigEndian(stored.AsSpan(2), day);
        using var aes = new AesGcm(key, SealedBytes.TagLength);
        SealedBytes.Seal(aes, body, place, stored.AsSpan(Head));
        return stored;
    }

    /// <exception cref="CryptographicException">It was moved here, was changed, or was sealed with another key.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> place, ReadOnlySpan<byte> stored) => SealedBytes.Open(key, stored[Head..], place);

    /// <summary>One that is not sealed.</summary>
    public static ReadOnlyMemory<byte> Unmarked(ReadOnlyMemory<byte> stored) =>
        stored.Length >= 2 && stored.Span[0] == Mark && stored.Span[1] == Clear ? stored[2..] : stored;
}
