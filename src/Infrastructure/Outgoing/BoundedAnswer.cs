using System.Buffers;
using System.IO.Compression;

namespace WhatsAppSupport.Infrastructure.Outgoing;

/// <summary>An answer's body, never more of it than is wanted: neither as it comes nor unpacked. The other side decides on both lengths.</summary>
internal static class BoundedAnswer
{
    /// <summary>What is asked for. Packings that are laid one over another are not.</summary>
    public const string Packings = "gzip, br, deflate";

    /// <exception cref="AnswerTooLargeException">It is longer.</exception>
    /// <exception cref="InvalidDataException">It is packed in another way, or broken.</exception>
    public static async Task<byte[]> ReadAsync(HttpContent content, int most, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > most)
        {
            throw new AnswerTooLargeException();
        }

        var arriving = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var packed = await ReadAsync(arriving, most, cancellationToken).ConfigureAwait(false);
        var packings = content.Headers.ContentEncoding.Where(packing => !packing.Equals("identity", StringComparison.OrdinalIgnoreCase)).ToList();
        if (packings.Count == 0 || packed.Length == 0)
        {
            return packed;
        }

        await using var unpacking = packings.Count == 1 ? Unpacking(packings[0], new MemoryStream(packed)) : throw Unknown();
        try
        {
            return await ReadAsync(unpacking, most, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidOperationException e)
        {
            // That is how Brotli says that it cannot be unpacked.
            throw new InvalidDataException("The answer is broken.", e);
        }
    }

    private static Stream Unpacking(string packing, Stream packed) => packing.ToLowerInvariant() switch
    {
        "gzip" or "x-gzip" => new GZipStream(packed, CompressionMode.Decompress),
        "br" => new BrotliStream(packed, CompressionMode.Decompress),
        "deflate" => new ZLibStream(packed, CompressionMode.Decompress),
        _ => throw Unknown(),
    };

    private static async Task<byte[]> ReadAsync(Stream stream, int most, CancellationToken cancellationToken)
    {
        using var read = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(8 * 1024);
        try
        {
            int count;
            while ((count = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (read.Length + count > most)
                {
                    throw new AnswerTooLargeException();
                }

                read.Write(buffer, 0, count);
            }

            return read.ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static InvalidDataException Unknown() => new("The answer is packed in a way that was not asked for.");
}

internal sealed class AnswerTooLargeException() : Exception("The answer is longer than is taken.");
