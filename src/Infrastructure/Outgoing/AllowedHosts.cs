namespace WhatsAppSupport.Infrastructure.Outgoing;

/// <summary>Which hosts may be asked for one purpose, and where on the network they may be. What is on neither list is not asked.</summary>
/// <param name="Public">By https only, and only on the internet.</param>
/// <param name="Own">
/// Of one's own network: there by http, too. A request in clear does not leave it: where such a name stands for an address on the internet, it
/// is asked by https only.
/// </param>
public sealed record AllowedHosts(IReadOnlyList<AllowedHost> Public, IReadOnlyList<AllowedHost> Own)
{
    public static readonly AllowedHosts None = new([], []);

    /// <param name="host">In lower case, as <see cref="HostName"/> reads it.</param>
    /// <returns><see cref="Reach.None"/>: it may not be asked at all.</returns>
    public Reach ReachOf(string scheme, string host, int port)
    {
        var isSecure = scheme == Uri.UriSchemeHttps;
        if (!isSecure && scheme != Uri.UriSchemeHttp)
        {
            return Reach.None;
        }

        var usual = isSecure ? 443 : 80;
        var reach = Own.Any(allowed => allowed.Covers(host, port, usual)) ? Reach.OwnNetwork : Reach.None;
        return isSecure && (reach != Reach.None || Public.Any(allowed => allowed.Covers(host, port, usual))) ? reach | Reach.Internet : reach;
    }

    public override string ToString() => $"{Public.Count} hosts, {Own.Count} of one's own network";
}
