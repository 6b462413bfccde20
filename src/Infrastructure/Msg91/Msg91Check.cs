using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using WhatsAppSupport.Application.Checkups;
using WhatsAppSupport.Infrastructure.Http;

namespace WhatsAppSupport.Infrastructure.Msg91;

/// <summary>
/// Whether MSG91 takes our key, and has our number. Asked is the list of integrated numbers, which nobody documents: where it is not there, today's log tells
/// about the key alone.
/// </summary>
internal sealed partial class Msg91Check(Msg91Options options, ProbeClient probe, TimeProvider clock) : ICheck
{
    private const string Activation = "whatsapp/whatsapp-activation/";

    private const string KeyIsRight = "the key is taken";

    private const string PutKeyRight = "put the authkey of MSG91's dashboard into MSG91_AUTH_KEY, and let this machine's address through there, where addresses are limited";

    public string Name => "msg91";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        if (options.AuthKey is not { } key)
        {
            return [Finding.Good("sandbox: nothing leaves this machine (MSG91_AUTH_KEY is not set)")];
        }

        try
        {
            var numbers = await AskAsync(Activation, key, cancellationToken);
            return RefusesKey(numbers) ? [Refused(numbers)]
                : IsTaken(numbers) ? [NumberIn(numbers)]
                : [await AskLogAsync(key, cancellationToken)];
        }
        catch (HttpRequestException away)
        {
            return [Finding.Wrong(ProbeClient.Words(away), "open the way from this machine to MSG91_BASE_URL; until then messages wait in the outbox")];
        }
    }

    private Task<ProbeAnswer> AskAsync(string path, string key, CancellationToken cancellationToken) =>
        probe.GetAsync("MSG91", new Uri($"{options.BaseUrl.AbsoluteUri.TrimEnd('/')}/{path}"), cancellationToken, ("authkey", key));

    private async Task<Finding> AskLogAsync(string key, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime((clock.GetUtcNow() + LogTime.IndianOffset).UtcDateTime);
        var log = await AskAsync(string.Create(CultureInfo.InvariantCulture, $"report/logs/wa?startDate={today:yyyy-MM-dd}&endDate={today:yyyy-MM-dd}&limit=1"), key, cancellationToken);
        return RefusesKey(log) ? Refused(log)
            : IsTaken(log) ? Finding.Doubtful($"{KeyIsRight}, but the list of numbers is not to be had", "compare MSG91_INTEGRATED_NUMBER with MSG91's dashboard by eye")
            : Finding.Wrong($"it answers {log}", "see whether MSG91_BASE_URL is right, and whether MSG91 says that it has trouble");
    }

    /// <summary>Wherever in the list it stands: only that it is one is known of its shape.</summary>
    private Finding NumberIn(ProbeAnswer answer)
    {
        var listed = NumbersIn(LenientJson.Parse(answer.Body)).ToHashSet(StringComparer.Ordinal);
        return listed.Contains(options.IntegratedNumber) ? Finding.Good($"{KeyIsRight}, and the number is one of the {listed.Count} of this account")
            : listed.Count == 0 ? Finding.Doubtful($"{KeyIsRight}, but its list names no number", "connect the number in MSG91's dashboard, or compare it with MSG91_INTEGRATED_NUMBER by eye")
            : Finding.Wrong($"{KeyIsRight}, but MSG91_INTEGRATED_NUMBER is none of the {listed.Count} numbers of this account", "put the number of MSG91's dashboard there, with the country code and without +");
    }

    private static Finding Refused(ProbeAnswer answer) => Finding.Wrong($"it refuses the key ({answer})", PutKeyRight);

    private static bool RefusesKey(ProbeAnswer answer) =>
        answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or (HttpStatusCode)418
        || (!IsTaken(answer) && CodeOf(answer) is "201" or "207" or "418")
        || (!IsTaken(answer) && KeyWords().IsMatch(Complaint(answer)));

    private static bool IsTaken(ProbeAnswer answer)
    {
        var root = LenientJson.Parse(answer.Body);
        return answer.IsSuccess && root is not null && root.Field("hasError").Truth() != true
            && root.Field("status").Text() is not ("fail" or "error") && root.Field("type").Text() is not "error";
    }

    private static string? CodeOf(ProbeAnswer answer) => LenientJson.Parse(answer.Body).Field("code").Text();

    private static string Complaint(ProbeAnswer answer)
    {
        var root = LenientJson.Parse(answer.Body);
        return string.Join(' ', new[] { root.Field("errors"), root.Field("message"), root.Field("msg") }.Select(part => part.Text()));
    }

    private static IEnumerable<string> NumbersIn(JsonElement? element) => element switch
    {
        { ValueKind: JsonValueKind.Object } some => some.EnumerateObject().SelectMany(property => NumbersIn(property.Value)),
        { ValueKind: JsonValueKind.Array } => element.Items().SelectMany(item => NumbersIn(item)),
        _ => element.Text() is { } text && PhoneNumber().IsMatch(text) ? [text.TrimStart('+')] : [],
    };

    [GeneratedRegex(@"^\+?[1-9][0-9]{9,14}$", RegexOptions.CultureInvariant)]
    private static partial Regex PhoneNumber();

    [GeneratedRegex(@"unauthori[sz]ed|\bauth ?key\b|\bip\b.{0,60}\bnot\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex KeyWords();
}
