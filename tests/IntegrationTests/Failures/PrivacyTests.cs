using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Failures;

/// <summary>Promise 9: no text, name, phone number or secret is ever in a log or a metric, least of all when things go wrong.</summary>
public sealed class PrivacyTests
{
    private const string Words = "my-private-words";

    [Fact]
    public async Task Nothing_personal_and_no_secret_is_logged_or_counted_while_everything_goes_wrong()
    {
        await using var process = await SupportProcess.StartAsync(Backend.Production, Flows.All, new Dictionary<string, string?> { ["MSG91_TIMEOUT"] = "1" });
        var (customer, other) = (Customers.Next(), Customers.Next());
        process.StandIns.Notifications.FailNext(500, 500, 500);
        process.StandIns.OpenRouter.Script("vendor/primary", OpenRouterStandInAnswer.Error(500, message: $"{Words} of {customer}"));
        process.StandIns.Msg91.FailNext(
            Msg91StandInAnswer.Status(503, $"{Words} {customer}"),
            Msg91StandInAnswer.AcceptThenDrop,
            Msg91StandInAnswer.HasErrorBody($"{Words} to {customer} refused"));

        using (await process.PostWithAsync("{}", $"{Posting.Inbound}?token=a-guessed-token", ("X-Webhook-Token", "another-guessed-token")))
        {
            await process.AcceptAsync($$"""{"from":"{{Words}}","text":"{{Words}}"}""");
        }

        await process.SayAsync(other, Words);
        foreach (var text in new[] { "help", $"Asha {Words}", "a person", Words })
        {
            await process.SayAsync(customer, text);
        }

        await process.AcceptAsync(Shapes.Report("wamid.private-id", "failed"));
        await process.ExecuteAsync(
            $"""
            INSERT INTO inbox (slot, customer_hash, kind, integrated_number, provider_id_hash, received_at, body, state, attempts, recoveries)
            SELECT slot, customer_hash, kind, integrated_number, gen_random_uuid(), received_at, '{Words} {customer}', 'pending', 3, 0
            FROM inbox WHERE kind = 'message' ORDER BY id LIMIT 1
            """);
        await Eventually.BecomesTrueAsync(async () => await process.CountAsync("inbox WHERE state = 'dead'") == 1, Reading.Patience, "the broken row is given up");
        await Eventually.BecomesTrueAsync(() => process.StandIns.Notifications.Received.Count >= 3, Reading.Patience, "people are told");
        var metrics = await process.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        await Eventually.BecomesTrueAsync(() => process.Log.Contains("inbox row", StringComparison.Ordinal), Reading.Patience, "the log says that a row failed");

        foreach (var told in new[] { process.Log, metrics })
        {
            string[] secrets =
            [
                customer, other, Words, "Asha", "guessed-token", "wamid.private-id", "secret-part",
                SupportService.WebhookSecret, SupportService.WebhookToken, SupportService.AdminKey, "an-invented-auth-key", "an-invented-model-key", SupportService.SealingKey.Split(':')[1],
            ];
            secrets.Where(secret => told.Contains(secret, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
        }
    }
}
