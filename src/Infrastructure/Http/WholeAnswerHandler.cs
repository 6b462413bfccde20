using System.Buffers;

namespace WhatsAppSupport.Infrastructure.Http;

/// <summary>
/// Reads the answer's body here, so that the pipeline's time-out holds for it too, and never more of it than is wanted.
/// Once the headers have come it does not fail any more: a status such as 401 decides, whatever happens to its body.
/// </summary>
internal sealed class WholeAnswerHandler(int maxBytes) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        using var arriving = response.Content;
        response.Content = await ReadAsync(arriving, cancellationToken).ConfigureAwait(false);
        return response;
    }

    private async Task<ArrivedContent> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(8 * 1024);
        try
        {
            var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            int read;
            while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                var wanted = Math.Min(read, maxBytes - (int)body.Length);
                body.Write(buffer, 0, wanted);
                if (wanted < read)
                {
                    return new ArrivedContent(body.ToArray(), isWhole: false);
                }
            }

            return new ArrivedContent(body.ToArray(), isWhole: true);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or InvalidDataException or OperationCanceledException)
        {
            // The connection was cut, the packing is broken, or the time is up.
            return new ArrivedContent(body.ToArray(), isWhole: false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
