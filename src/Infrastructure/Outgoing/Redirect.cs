namespace WhatsAppSupport.Infrastructure.Outgoing;

/// <summary>What is asked next when an answer leads elsewhere.</summary>
internal static class Redirect
{
    /// <summary>What a request may keep when it goes to somebody else: nothing that could be a secret.</summary>
    private static readonly string[] Harmless = ["Accept", "Accept-Language", "User-Agent"];

    /// <summary>Null: the answer leads nowhere.</summary>
    /// <exception cref="RefusedAddressException">It leads where it may not.</exception>
    public static HttpRequestMessage? After(HttpRequestMessage request, HttpResponseMessage answer)
    {
        var status = (int)answer.StatusCode;
        if (status is not (301 or 302 or 303 or 307 or 308) || !answer.Headers.NonValidated.TryGetValues("Location", out var locations))
        {
            return null;
        }

        var from = request.RequestUri!;
        var to = locations.Count == 1 ? Target(from, locations.First()) : throw new RefusedAddressException(AddressFault.Unreadable);
        if (from.Scheme == Uri.UriSchemeHttps && to.Scheme == Uri.UriSchemeHttp)
        {
            throw new RefusedAddressException(AddressFault.RedirectInClear);
        }

        var isSame = to.Scheme == from.Scheme && to.Authority == from.Authority;
        var keepsBody = status is 307 or 308 || request.Method == HttpMethod.Get || request.Method == HttpMethod.Head
            || (status is 301 or 302 && request.Method != HttpMethod.Post);
        if (keepsBody && !isSame && request.Content is not null)
        {
            throw new RefusedAddressException(AddressFault.RedirectOfBody);
        }

        return Next(request, to, isSame, keepsBody);
    }

    private static HttpRequestMessage Next(HttpRequestMessage request, Uri to, bool isSame, bool keepsBody)
    {
        var next = new HttpRequestMessage(keepsBody ? request.Method : HttpMethod.Get, to) { Content = keepsBody ? request.Content : null };
        foreach (var (name, values) in request.Headers.NonValidated.Where(header => isSame || Harmless.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            next.Headers.TryAddWithoutValidation(name, values);
        }

        return next;
    }

    /// <summary>Whoever wrote it, it is taken as it was written: the guard reads its letters, too.</summary>
    private static Uri Target(Uri from, string location)
    {
        if (location.Length == 0 || location.Any(character => character is <= ' ' or >= '\u007f' or '\\'))
        {
            throw new RefusedAddressException(AddressFault.Unreadable);
        }

        var colon = location.IndexOf(':', StringComparison.Ordinal);
        var hasScheme = colon >= 0 && colon < (uint)location.IndexOfAny(['/', '?', '#']);
        var written = hasScheme ? location : location.StartsWith("//", StringComparison.Ordinal) ? $"{from.Scheme}:{location}" : null;
        var isRead = written is null ? Uri.TryCreate(from, location, out var to) : Uri.TryCreate(written, UriKind.Absolute, out to);
        return isRead ? to! : throw new RefusedAddressException(AddressFault.Unreadable);
    }
}
