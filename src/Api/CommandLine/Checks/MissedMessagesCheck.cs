using System.Data.Common;
using System.Globalization;
using System.Text;
using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Application.Checkups;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Infrastructure.Persistence;

namespace WhatsAppSupport.Api.CommandLine.Checks;

/// <summary>
/// Whether MSG91's log has messages of customers that never came here, and, where that is wanted, posts them to the running program as MSG91 would have: under the same ids, so
/// that one which comes after all is a duplicate, and with their own times, so that nobody is written to outside of the 24 hours.
/// </summary>
internal sealed class MissedMessagesCheck(AppSettings settings, IInboundLog log, IRecentPosts posts, RunningProgram program, bool fetches) : ICheck
{
    public const string Option = "--fetch-missed";

    /// <summary>Well under the megabyte that a webhook may have.</summary>
    private const int MostBytes = 256 * 1024;

    public string Name => "missed";

    /// <summary>Thousands are posted as the program takes them.</summary>
    public TimeSpan Patience => fetches ? TimeSpan.FromMinutes(10) : Checkup.Patience;

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        if (settings.IsSandbox)
        {
            return [Finding.Good("sandbox: MSG91's log is not asked (MSG91_AUTH_KEY is not set)")];
        }

        InboundLogAnswer logged;
        try
        {
            logged = await log.AskAsync(cancellationToken);
        }
        catch (HttpRequestException)
        {
            return [Finding.Wrong("MSG91's log does not answer, or refuses the key", "type -- doctor, which looks at the key")];
        }

        try
        {
            var missed = await posts.FindMissedAsync(logged.Messages, cancellationToken);
            return [missed.Count == 0 ? Finding.Good($"all {logged.Messages.Count} messages of MSG91's log of three days are here")
                : missed.Count == logged.Messages.Count && await posts.HasMessageSinceAsync(missed[0].SentAt, cancellationToken) ? Finding.Doubtful(
                    string.Create(CultureInfo.InvariantCulture, $"none of the {missed.Count} messages of MSG91's log is known here, though customers' messages came in the same days: it seems to name them otherwise than the webhook does"),
                    "compare the uuid of one in the log with that of its event, in MSG91's dashboard; none is taken in, because all might be answered again")
                : fetches ? await FetchAsync(missed, cancellationToken)
                : Finding.Wrong(
                    string.Create(CultureInfo.InvariantCulture, $"{missed.Count} of {logged.Messages.Count} messages of MSG91's log of three days never came, the first at {missed[0].SentAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC"),
                    $"see in MSG91's dashboard whether the webhook is paused; -- doctor webhook {Option} takes them in, and they are answered"),
                .. Rest(logged)];
        }
        catch (Exception closed) when (closed is DbException or DatabaseOutdatedException)
        {
            return [Finding.Wrong("not compared: the database lets nobody in, or is of another version", "type -- doctor")];
        }
    }

    private static IEnumerable<Finding> Rest(InboundLogAnswer logged)
    {
        if (logged.Left > 0)
        {
            yield return Finding.Doubtful($"{logged.Left} more name no id, customer or time in the log, and are left", "look at them in MSG91's dashboard");
        }

        if (!logged.IsWhole)
        {
            yield return Finding.Doubtful("the log has more rows than MSG91 tells at once", "look at the rest in MSG91's dashboard");
        }
    }

    private async Task<Finding> FetchAsync(IReadOnlyList<LoggedInbound> missed, CancellationToken cancellationToken)
    {
        var (stored, unreadable) = (0, 0);
        try
        {
            foreach (var batch in Batches(missed))
            {
                var receipt = await program.PostAsync($"[{string.Join(',', batch)}]", isReport: false, cancellationToken);
                (stored, unreadable) = (stored + receipt.Accepted, unreadable + receipt.Quarantined);
            }
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return Finding.Wrong($"{stored} of {missed.Count} missed messages were taken in, then {RunningProgram.NotThere}, or refused the rest", "type -- doctor, and then this again: none is taken in twice");
        }

        var words = $"{stored} of {missed.Count} missed messages were taken in{(unreadable > 0 ? $", {unreadable} wait in quarantine" : "")}";
        return unreadable > 0 ? Finding.Doubtful(words, "look at them: docs/operations.md") : Finding.Good(words);
    }

    private static IEnumerable<IReadOnlyList<string>> Batches(IEnumerable<LoggedInbound> messages)
    {
        var (batch, bytes) = (new List<string>(), 0);
        foreach (var message in messages)
        {
            if (batch.Count > 0 && bytes + message.Event.Length > MostBytes)
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }

            batch.Add(Encoding.UTF8.GetString(message.Event.Span));
            bytes += message.Event.Length;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
