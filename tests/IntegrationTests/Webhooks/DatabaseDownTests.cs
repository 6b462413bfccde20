using System.Diagnostics;
using System.Net;
using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Webhooks;

/// <summary>What cannot be stored is not taken, and says so soon enough to be sent again.</summary>
public sealed class DatabaseDownTests : IAsyncLifetime
{
    private PostgresServer postgres = null!;
    private SupportService service = null!;

    public async Task InitializeAsync()
    {
        postgres = await PostgresServer.StartNewAsync();
        service = await SupportService.StartAsync(
            Backend.Production, Flows.All, new Dictionary<string, string?> { ["DATABASE_URL"] = await postgres.CreateDatabaseAsync() });
    }

    public async Task DisposeAsync()
    {
        await service.DisposeAsync();
        await postgres.DisposeAsync();
    }

    [Fact]
    public async Task While_the_database_is_away_the_webhook_says_so_and_afterwards_everything_goes_on()
    {
        var customer = Customers.Next();
        var next = Shape.Msg91.Text(customer, "Asha", Posting.NewId());
        await service.SayAsync(customer, "help");
        await service.RepliesAsync(customer, 2);

        await postgres.StopAsync();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var started = Stopwatch.GetTimestamp();
            using var response = await service.PostAsync(next);

            // Within 2 s; a second more for a machine that others use, too.
            Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(3));
            response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            response.Headers.RetryAfter.ShouldNotBeNull();
        }

        await postgres.StartAsync();
        await AcceptedAsync(next);

        (await service.TextsAsync(customer, 3))[2].ShouldBe("Thanks Asha, what is it about?");
        await service.DrainAsync();
        service.Msg91.SentTo(customer).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_turn_that_loses_its_database_waits_for_it_and_is_answered_once()
    {
        var customer = Customers.Next();
        service.Msg91.Respond = Msg91StandInAnswer.OkAfter(TimeSpan.FromMilliseconds(300));
        await service.AcceptAsync(Shape.Msg91.Text(customer, "count", Posting.NewId()));
        foreach (var number in Enumerable.Range(1, Flows.Echoes))
        {
            await service.AcceptAsync(Shape.Msg91.Text(customer, $"{number}", Posting.NewId()));
        }

        await postgres.RestartAsync();

        var texts = await service.TextsAsync(customer, 1 + Flows.Echoes);
        await service.DrainAsync();
        texts.ShouldBe(["Begin", .. Enumerable.Range(1, Flows.Echoes).Select(number => $"You said {number}")]);
        service.Msg91.SentTo(customer).Count.ShouldBe(texts.Length);
    }

    /// <summary>As MSG91 does: again, until it is taken.</summary>
    private Task AcceptedAsync(string body) => Eventually.BecomesTrueAsync(
        async () =>
        {
            using var response = await service.PostAsync(body);
            return response.StatusCode == HttpStatusCode.OK;
        },
        Reading.Patience,
        "the webhook takes messages again");
}
