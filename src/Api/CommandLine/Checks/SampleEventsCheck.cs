using System.Net;
using System.Security.Cryptography;
using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Application.Checkups;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Infrastructure.Msg91.Webhooks;

namespace WhatsAppSupport.Api.CommandLine.Checks;

/// <summary>Posts an event of each kind and generation to the running program, marked as tests: they go all the way but for being stored.</summary>
internal sealed class SampleEventsCheck(AppSettings settings, RunningProgram program, TimeProvider clock) : ICheck
{
    public string Name => "sample";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        if (settings.Webhook.IsEmpty)
        {
            return [Finding.Wrong("there is no token with which to post", "set MSG91_WEBHOOK_TOKEN; the sandbox makes one with its first start")];
        }

        var run = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        try
        {
            List<Finding> found = [.. Authentication()];
            foreach (var (isReport, isOlder) in new[] { (false, false), (false, true), (true, false), (true, true) })
            {
                var body = EventTemplates.Sample(isReport, isOlder, settings.Msg91.IntegratedNumber, clock.GetUtcNow(), run);
                found.Add(Judge($"{(isReport ? "report" : "message")} with the {(isOlder ? "older" : "newer")} names", await program.PostAsync(body, isReport, cancellationToken)));
            }

            return found;
        }
        catch (HttpRequestException refused)
        {
            return [refused.StatusCode switch
            {
                HttpStatusCode.Unauthorized => Finding.Wrong("the running program refuses the token of these settings", "restart it: it was started with another MSG91_WEBHOOK_TOKEN"),
                { } status => Finding.Wrong($"the running program answers {(int)status}", "type -- doctor, and look at /health"),
                null => Finding.Wrong(RunningProgram.NotThere, RunningProgram.StartIt),
            }];
        }
    }

    /// <summary>MSG91 signs nothing: with a key of signatures alone every post of it is refused.</summary>
    private IEnumerable<Finding> Authentication()
    {
        if (settings.Webhook.Tokens.Count == 0)
        {
            yield return Finding.Wrong("only MSG91_WEBHOOK_SECRET is set, and MSG91 signs nothing", "set MSG91_WEBHOOK_TOKEN, and give the dashboard the header");
        }
    }

    private static Finding Judge(string what, WebhookReceipt receipt) => receipt switch
    {
        { Accepted: > 0 } or { Reports: > 0 } => Finding.Wrong($"{what}: was stored, though it is a test", "upgrade the running program: it is older than this one"),
        { Tests: [{ Problem: null, Missing: [] } read] } => Finding.Good($"{what}: all of it is read{(read.Renamed.Count > 0 ? $", {string.Join(", ", read.Renamed)}" : "")}"),
        { Tests: [var read] } => Finding.Wrong($"{what}: {read.Problem ?? $"{string.Join(", ", read.Missing)} missing"}", "upgrade the running program to the version of this one"),
        _ => Finding.Wrong($"{what}: the running program does not say what it read", "upgrade it: it is older than this one"),
    };
}
