using System.Net;

namespace WhatsAppSupport.Infrastructure.Outgoing;

/// <summary>Judges each address before anything is sent to it, those too that an answer leads to.</summary>
internal sealed class GuardedHandler(AllowedHosts hosts) : DelegatingHandler
{
    private const int MostRedirects = 3;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var redirects = 0; ; redirects++)
        {
            Prepare(request);
            var answer = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            try
            {
                if (Redirect.After(request, answer) is not { } next)
                {
                    return answer;
                }

                request = redirects < MostRedirects ? next : throw new RefusedAddressException(AddressFault.TooManyRedirects);
            }
            catch
            {
                answer.Dispose();
                throw;
            }

            answer.Dispose();
        }
    }

    /// <summary>There is no other way around the guard.</summary>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Guarded requests are sent with SendAsync.");

    private void Prepare(HttpRequestMessage request)
    {
        var fault = request.RequestUri is { } address ? AddressJudge.FaultIn(address, hosts) : AddressFault.Unreadable;
        if (fault is { } refused)
        {
            throw new RefusedAddressException(refused);
        }

        // Another host would be asked on a connection that was judged for this one.
        request.Headers.Host = null;

        // With HTTP/3 the other side may name another server (Alt-Svc), and its connections are not made by us.
        request.Version = HttpVersion.Version11;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
    }
}
