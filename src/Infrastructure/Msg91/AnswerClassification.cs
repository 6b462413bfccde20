using System.Net;
using System.Text.RegularExpressions;
using WhatsAppSupport.Application.Delivery;

namespace WhatsAppSupport.Infrastructure.Msg91;

/// <summary>
/// What an answer means for the message. Whatever is not certainly a refusal counts as perhaps sent: MSG91 knows no idempotency key,
/// so that trying again on a guess would say things twice.
/// </summary>
internal static partial class AnswerClassification
{
    public static SendOutcome Classify(HttpStatusCode status, Msg91Answer answer, TimeSpan? retryAfter) =>
        (int)status switch
        {
            // An address that leads elsewhere refuses every message alike; so do these statuses.
            (>= 300 and <= 399) or 401 or 402 or 403 or 407 or 418 => new SendOutcome.AccountRefused(Reason(status, answer)),
            408 or 429 or 503 => new SendOutcome.RefusedForNow(Reason(status, answer), retryAfter),
            >= 200 and <= 299 => Taken(status, answer, retryAfter),
            >= 500 => ByCodes(status, answer, retryAfter) ?? new SendOutcome.PerhapsSent(Reason(status, answer)),
            _ => Refusal(status, answer, retryAfter),
        };

    private static SendOutcome Taken(HttpStatusCode status, Msg91Answer answer, TimeSpan? retryAfter) =>
        answer.Verdict switch
        {
            Msg91Verdict.Accepted => new SendOutcome.Accepted(answer.ProviderIds),
            Msg91Verdict.Refused => Refusal(status, answer, retryAfter),

            // Also an empty body, and one that was cut off: without an id no report could be matched but by our own reference, and
            // something between us and MSG91 (a captive proxy) may have answered in its place.
            _ => new SendOutcome.PerhapsSent($"answered {(int)status} without saying whether it was taken"),
        };

    private static SendOutcome Refusal(HttpStatusCode status, Msg91Answer answer, TimeSpan? retryAfter)
    {
        if (ByCodes(status, answer, retryAfter) is { } known)
        {
            return known;
        }

        var reason = Reason(status, answer);
        return AccountWords().IsMatch(answer.Complaint) ? new SendOutcome.AccountRefused(reason)
            : RateWords().IsMatch(answer.Complaint) ? new SendOutcome.RefusedForNow(reason, retryAfter)
            : new SendOutcome.Refused(reason);
    }

    private static SendOutcome? ByCodes(HttpStatusCode status, Msg91Answer answer, TimeSpan? retryAfter) =>
        answer.Codes.Any(code => code.ConcernsAccount) ? new SendOutcome.AccountRefused(Reason(status, answer))
            : answer.Codes.Any(code => code.Passes) ? new SendOutcome.RefusedForNow(Reason(status, answer), retryAfter)
            {
                ConcernsCustomerOnly = answer.Codes.Any(code => code.ConcernsPair),
            }
            : null;

    private static string Reason(HttpStatusCode status, Msg91Answer answer) => RefusalReason.From((int)status, answer.Complaint);

    /// <summary>"Route Missing" is what a wrong MSG91_BASE_URL gets: again a trouble of every message, not of this one.</summary>
    [GeneratedRegex(
        @"unauthori[sz]ed|\bauth ?key\b|invalid auth|authentication fail|insufficient (?:\w+ )?(?:balance|credit|fund)|low balance|\bip\b.{0,60}\bnot\b|route missing",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AccountWords();

    [GeneratedRegex("too many requests|rate limit|throttl", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RateWords();
}
