using System.Buffers;
using WhatsAppSupport.Api.Composition;

namespace WhatsAppSupport.Api.Webhooks;

/// <summary>
/// Reads a webhook's body as it came: the signature is over these bytes, and they are what is stored. Nobody is authenticated before the
/// body is there, so that all large ones together may hold only so much; a body of the usual size is always read.
/// </summary>
public sealed class BodyReader(long budget = BodyReader.DefaultBudget)
{
    /// <summary>Bytes of all large bodies that are being read.</summary>
    public const long DefaultBudget = 64 * WebServer.MaxBodyBytes;

    /// <summary>MSG91's webhooks are a few kilobytes.</summary>
    public const long UsualBytes = 16 * 1024;

    private long held;

    /// <returns>Null: there is no room for a large body now.</returns>
    /// <exception cref="BadHttpRequestException">It is larger than <see cref="WebServer.MaxBodyBytes"/>, or broken.</exception>
    public async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > WebServer.MaxBodyBytes)
        {
            throw new BadHttpRequestException("Too large.", StatusCodes.Status413PayloadTooLarge);
        }

        var taken = 0L;
        try
        {
            var reader = request.BodyReader;
            while (true)
            {
                var read = await reader.ReadAsync(cancellationToken);
                if (read.IsCompleted)
                {
                    var body = read.Buffer.ToArray();
                    reader.AdvanceTo(read.Buffer.End);
                    return body;
                }

                var more = read.Buffer.Length - taken;
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                taken += more;
                if (Interlocked.Add(ref held, more) > budget && taken > UsualBytes)
                {
                    return null;
                }
            }
        }
        finally
        {
            Interlocked.Add(ref held, -taken);
        }
    }
}
