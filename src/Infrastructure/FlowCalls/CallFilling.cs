using System.Text;
using System.Text.Json;
using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.Infrastructure.Outgoing;

namespace WhatsAppSupport.Infrastructure.FlowCalls;

/// <summary>Puts the secrets into a call, each as it has to be written where it stands.</summary>
internal sealed class CallFilling(IReadOnlyDictionary<string, string> secrets)
{
    /// <param name="failure">Why it cannot be sent.</param>
    public FilledCall? Fill(HttpCall call, out CallTry? failure)
    {
        var used = TextsOf(call).SelectMany(SecretPlaceholders.NamesIn).Distinct(StringComparer.Ordinal).ToList();
        if (!used.TrueForAll(secrets.ContainsKey))
        {
            failure = NotSent(CallFailures.MissingSecret);
            return null;
        }

        List<KeyValuePair<string, string>> headers = [.. call.Headers.Select(header => KeyValuePair.Create(header.Key, Filled(header.Value, AsItIs)))];
        var type = CallBodies.TypeOf(headers, call.Body);
        var body = call.Body is null ? null : Encoding.UTF8.GetBytes(Filled(call.Body, HowIn(CallBodies.KindOf(type))));
        if (!IsSendable(call.Method, headers, body))
        {
            failure = NotSent(CallFailures.InvalidCall);
            return null;
        }

        if (!Uri.TryCreate(FilledUrl(call.Url), UriKind.Absolute, out var url))
        {
            failure = NotSent(CallFailures.RefusedAddress) with { Fault = AddressFault.Unreadable };
            return null;
        }

        failure = null;
        return new FilledCall(HttpMethod.Parse(call.Method), url, headers, body, type, [.. used.Select(name => secrets[name])]);
    }

    private static CallTry NotSent(string code) => new(new FlowAnswer.Failed(code));

    private static IEnumerable<string> TextsOf(HttpCall call) => [.. call.Headers.Select(header => header.Value), call.Url, call.Body ?? ""];

    private static bool IsSendable(string method, List<KeyValuePair<string, string>> headers, byte[]? body) =>
        CallLimits.Methods.Contains(method, StringComparer.OrdinalIgnoreCase)
        && (body?.Length ?? 0) <= CallLimits.LargestBody
        && headers.Count <= CallLimits.MostHeaders
        && headers.Sum(header => Encoding.UTF8.GetByteCount(header.Key) + Encoding.UTF8.GetByteCount(header.Value)) <= CallLimits.LargestHeaders
        && headers.TrueForAll(header => CallHeaders.MayBeSet(header.Key) && CallHeaders.IsValue(header.Value));

    /// <summary>A secret that begins it is an address itself, as that of a chat's incoming webhook is; the guard judges what comes of it.</summary>
    private string FilledUrl(string url)
    {
        if (!SecretPlaceholders.Begin(url))
        {
            return Filled(url, Uri.EscapeDataString);
        }

        var end = url.IndexOf('}', StringComparison.Ordinal) + 1;
        return Filled(url[..end], AsItIs) + Filled(url[end..], Uri.EscapeDataString);
    }

    private string Filled(string text, Func<string, string> written) => SecretPlaceholders.Filled(text, name => written(secrets[name]));

    private static Func<string, string> HowIn(CallBody kind) => kind switch
    {
        CallBody.Json => secret => JsonEncodedText.Encode(secret).ToString(),
        CallBody.Form => Uri.EscapeDataString,
        _ => AsItIs,
    };

    private static string AsItIs(string secret) => secret;
}
