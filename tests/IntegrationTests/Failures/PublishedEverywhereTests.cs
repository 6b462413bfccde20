using System.Net;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Failures;

/// <summary>Three real processes: what is published at one runs in all of them, whoever dies in between.</summary>
[Collection(Alone.Name)]
public sealed class PublishedEverywhereTests : IAsyncLifetime
{
    /// <summary>What is promised, and what a machine that is busy with three processes takes to be asked.</summary>
    private static readonly TimeSpan Everywhere = TimeSpan.FromSeconds(2) + TimeSpan.FromSeconds(0.5);

    private readonly List<SupportProcess> processes = [];

    private SupportProcess First => processes[0];

    private SupportProcess Second => processes[1];

    public async Task InitializeAsync()
    {
        processes.Add(await SupportProcess.StartAsync(Backend.Production, Flows.All));
        processes.Add(await SupportProcess.StartAsync(First.Environment, First.StandIns));
        processes.Add(await SupportProcess.StartAsync(First.Environment, First.StandIns));
        await First.GetAsync("/health", health => health.ToJsonString().Contains("3 at work", StringComparison.Ordinal), "three are at work");
    }

    public async Task DisposeAsync()
    {
        foreach (var process in processes.AsEnumerable().Reverse())
        {
            await process.DisposeAsync();
        }
    }

    [Fact]
    public async Task Every_process_uses_a_publish_within_two_seconds_and_those_in_the_middle_finish_as_it_was()
    {
        var customers = Customers.Next(30);
        await Task.WhenAll(customers.Select((customer, index) => processes[index % 3].SayAsync(customer, "count")));
        foreach (var customer in customers)
        {
            await First.RepliesAsync(customer, 1);
        }

        var meera = await Second.ComesAsync("Meera", Role.Supervisor);
        for (var round = 1; round <= 5; round++)
        {
            var published = (await meera.PublishAsync(PublishedFlows.Saying($"Round {round}"))).Done().Running();
            var began = TimeProvider.System.GetTimestamp();
            await AllRunAsync(published.Number("publication"));
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(Everywhere);
        }

        await Task.WhenAll(customers.Select((customer, index) => processes[(index + 1) % 3].SayAsync(customer, "thing")));
        foreach (var customer in customers)
        {
            (await First.TextsAsync(customer, 2)).ShouldBe(["Begin", "You said thing"]);
        }

        var young = Customers.Next(9);
        await Task.WhenAll(young.Select((customer, index) => processes[index % 3].SayAsync(customer, "help")));
        foreach (var customer in young)
        {
            (await First.TextsAsync(customer, 1)).ShouldBe(["Your name?"]);
        }
    }

    [Fact]
    public async Task Who_publishes_and_is_killed_has_published_for_all_or_not_at_all_and_may_ask_again()
    {
        for (var round = 1; round <= 6; round++)
        {
            var (before, files) = ((await Second.RunningAsync()).Number("publication"), PublishedFlows.Saying($"Round {round}"));
            var meera = await First.ComesAsync($"Meera {round}", Role.Supervisor);
            var asking = meera.PublishAsync(files);
            await Task.WhenAny(asking, Task.Delay(TimeSpan.FromMilliseconds(round * 4)));
            await First.KillAsync();
            await Should.NotThrowAsync(async () => await asking.ContinueWith(_ => { }, TaskScheduler.Default));

            var again = (await (meera with { Service = Second }).PublishAsync(files)).Done().Running();

            again.Number("publication").ShouldBe(before + 1);
            (await Second.CountAsync($"flow_publications WHERE id > {before}")).ShouldBe(1);
            (await Second.CountAsync("audit WHERE action = 'flows.published'")).ShouldBe(before + 1);
            await First.StartAsync();
            await AllRunAsync(before + 1);
        }
    }

    [Fact]
    public async Task While_the_database_is_asked_in_vain_by_one_who_stands_still_the_others_go_on_and_it_follows()
    {
        var meera = await First.ComesAsync("Meera", Role.Supervisor);
        await processes[2].FreezeAsync();
        (await meera.PublishAsync(PublishedFlows.Saying("Meanwhile"))).Done();
        await Eventually.BecomesTrueAsync(async () => (await Second.RunningAsync()).Number("publication") == 1, Everywhere, "the others have it");

        await processes[2].ThawAsync();

        await AllRunAsync(1);
        (await meera.AskAsync(HttpMethod.Get, PublishedFlows.Path)).Status.ShouldBe(HttpStatusCode.OK);
    }

    private Task AllRunAsync(long publication) => Eventually.BecomesTrueAsync(
        async () => (await Task.WhenAll(processes.Select(process => process.RunningAsync()))).All(running => running.Number("publication") == publication),
        Reading.Patience,
        $"publication {publication} runs everywhere");
}
