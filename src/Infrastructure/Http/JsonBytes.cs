using System.Net;
using System.Net.Http.Headers;

namespace WhatsAppSupport.Infrastructure.Http;

/// <summary>
/// A JSON body of known length, so that it goes with a <c>Content-Length</c>: servers of the PHP kind read a chunked body as
/// empty. It knows whether it was handed to a connection, which tells a request that never left from one that perhaps arrived.
/// </summary>
internal sealed class JsonBytes : HttpContent
{
    private readonly ReadOnlyMemory<byte> json;
    private readonly Func<bool>? isTooLate;

    /// <param name="isTooLate">Asked when there is a connection, right before the first byte: if so, nothing is written and the request fails.</param>
    public JsonBytes(ReadOnlyMemory<byte> json, Func<bool>? isTooLate = null)
    {
        (this.json, this.isTooLate) = (json, isTooLate);
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    /// <summary>False: no connection was ever made for it, so the other side knows nothing.</summary>
    public bool HasLeft { get; private set; }

    /// <summary>There was a connection, but too late: nothing was written.</summary>
    public bool CameTooLate { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // The request's head is still in the connection's buffer; it goes out together with the body.
        if (isTooLate?.Invoke() == true)
        {
            CameTooLate = true;
            throw new OperationCanceledException("It may not leave any more.");
        }

        HasLeft = true;
        await stream.WriteAsync(json, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = json.Length;
        return true;
    }
}
