using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>Whoever is in the middle of a flow finishes it as it was, whatever runs meanwhile.</summary>
public abstract class FlowVersionsContract(Backend backend)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_conversation_begun_before_a_publish_ends_on_the_old_text_and_a_new_one_gets_the_new(bool isRestarted)
    {
        await using var service = await SupportService.StartAsync(backend, Flows.Support);
        var meera = await service.ComesAsync("Meera", Role.Supervisor);
        var (old, young) = (Customers.Next(), Customers.Next());
        await service.SayAsync(old, "help");
        await service.SayAsync(old, "Asha");
        await service.RepliesAsync(old, 3);

        // The flow that the old one leads to is not there any more.
        (await meera.PublishAsync(PublishedFlows.Saying("All is new"))).Done();
        await RestartAsync(service, isRestarted);
        await service.SayAsync(old, "Order");
        await service.SayAsync(old, "77");
        await service.SayAsync(young, "help");
        await service.SayAsync(young, "Ravi");

        (await service.TextsAsync(old, 5))[3..].ShouldBe(["Which order?", "Order 77 is on its way."]);
        (await service.TextsAsync(young, 2)).ShouldBe(["Your name?", "All is new"]);
        await service.SayAsync(old, "help");
        (await service.TextsAsync(old, 6))[5].ShouldBe("Your name?", "what begins anew begins in what runs");
    }

    [Fact]
    public async Task Through_several_publishes_and_a_roll_back_everybody_ends_where_they_began()
    {
        await using var service = await SupportService.StartAsync(backend, Flows.Support);
        var meera = await service.ComesAsync("Meera", Role.Supervisor);
        var (customers, sets) = (Customers.Next(4), new List<long>());
        foreach (var (number, customer) in customers.Index())
        {
            sets.Add((await meera.PublishAsync(PublishedFlows.Saying($"Number {number}"))).Done().Running().Number("set"));
            await service.SayAsync(customer, "help");
            await service.RepliesAsync(customer, 1);
        }

        (await meera.DecideAsync(new { set = sets[1], reason = "back" })).Done();
        await RestartAsync(service, isRestarted: true);
        foreach (var (number, customer) in customers.Index())
        {
            await service.SayAsync(customer, "Asha");
            (await service.TextsAsync(customer, 2))[1].ShouldBe($"Number {number}");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_map_moves_whoever_is_asked_in_an_older_content_to_the_new_step_and_nobody_else(bool isRestarted)
    {
        await using var service = await SupportService.StartAsync(backend, Flows.Support);
        var meera = await service.ComesAsync("Meera", Role.Supervisor);
        var old = (await meera.PublishAsync(PublishedFlows.Choosing("Old", "ask_topic", "Cancel", "Keep"))).Done().Running().Number("set");
        var (taps, counts, names) = (Customers.Next(), Customers.Next(), Customers.Next());
        await AskedAsync(service, taps, "Asha");
        await AskedAsync(service, counts, "Ravi");
        await service.SayAsync(names, "help");
        await service.RepliesAsync(names, 1);

        (await meera.PublishAsync(PublishedFlows.Choosing("New", "choose", "Keep", "Cancel", "{ ask_topic: choose }"))).Done();
        await RestartAsync(service, isRestarted);
        await service.TapAsync(taps, (await service.RepliesAsync(taps, 2))[1].Options[0].Id, "Cancel");
        await service.SayAsync(counts, "1");
        await service.SayAsync(names, "Meena");

        (await service.TextsAsync(taps, 3)).ShouldBe(["Old: your name?", "Old: what?", "New: Cancel for Asha"]);
        (await service.TextsAsync(counts, 3))[2].ShouldBe("New: Cancel for Ravi", "the first one, as it was shown");
        (await service.TextsAsync(names, 2))[1].ShouldBe("Old: what?", "nobody has moved who was asked for a name");

        // A roll-back has no map: who has begun the new one, or was moved, is not moved back.
        await AskedAsync(service, taps, "Asha", before: 3);
        (await meera.DecideAsync(new { set = old, reason = "back" })).Done();
        await RestartAsync(service, isRestarted);
        await service.SayAsync(taps, "2");
        await service.SayAsync(names, "keep");

        (await service.TextsAsync(taps, 6))[3..].ShouldBe(["New: your name?", "New: what?", "New: Cancel for Asha"]);
        (await service.TextsAsync(names, 3))[2].ShouldBe("Old: Keep for Meena");
    }

    [Fact]
    public async Task A_time_that_runs_when_its_question_is_moved_ends_once_and_as_the_new_one_says()
    {
        var clock = new MovableClock();
        await using var service = await SupportService.StartAsync(backend, Flows.Support, also: clock.Use);
        var meera = await service.ComesAsync("Meera", Role.Supervisor);
        (await meera.PublishAsync(PublishedFlows.Choosing("Old", "ask_topic", "Cancel", "Keep"))).Done();
        var (silent, asks) = (Customers.Next(), Customers.Next());
        await AskedAsync(service, silent, "Asha");
        await AskedAsync(service, asks, "Ravi");
        (await meera.PublishAsync(PublishedFlows.Choosing("New", "choose", "Keep", "Cancel", "{ ask_topic: choose }"))).Done();

        clock.Move(TimeSpan.FromMinutes(20));
        await service.SayAsync(asks, "what?");
        await service.RepliesAsync(asks, 3);
        await service.DrainAsync();
        clock.Move(TimeSpan.FromMinutes(11));

        (await service.TextsAsync(silent, 3))[2].ShouldBe("New: too late, Asha");
        await service.DrainAsync();
        await service.SayAsync(asks, "keep");
        (await service.TextsAsync(asks, 4))[3].ShouldBe("New: Keep for Ravi", "its time has begun anew with the second question");
        await service.DrainAsync();
        (await service.RepliesAsync(silent, 3)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_edited_file_and_a_restart_let_those_in_the_middle_finish_as_it_was()
    {
        await using var service = await SupportService.StartAsync(backend, PublishedFlows.Saying("As it was").ToDictionary(file => Path.GetFileNameWithoutExtension(file.Key), file => file.Value));
        var (old, young) = (Customers.Next(), Customers.Next());
        await service.SayAsync(old, "help");
        await service.RepliesAsync(old, 1);

        await File.WriteAllTextAsync(Path.Combine(service.Environment["FLOWS_PATH"]!, "support.yaml"), PublishedFlows.Saying("As it is")["support.yaml"]);
        await RestartAsync(service, isRestarted: true);
        await service.SayAsync(old, "Asha");
        await service.SayAsync(young, "help");
        await service.SayAsync(young, "Ravi");

        (await service.TextsAsync(old, 2))[1].ShouldBe("As it was");
        (await service.TextsAsync(young, 2))[1].ShouldBe("As it is");
    }

    [Fact]
    public async Task A_start_runs_what_was_published_and_not_the_files_even_where_these_are_broken()
    {
        await using var service = await SupportService.StartAsync(backend, Flows.Support);
        (await (await service.ComesAsync("Meera", Role.Supervisor)).PublishAsync(PublishedFlows.Saying("Published"))).Done();
        await File.WriteAllTextAsync(Path.Combine(service.Environment["FLOWS_PATH"]!, "support.yaml"), "flow_id: [");

        await RestartAsync(service, isRestarted: true);

        (await service.RunningAsync()).Word("source").ShouldBe("published");
        var customer = Customers.Next();
        await service.SayAsync(customer, "help");
        (await service.TextsAsync(customer, 1)).ShouldBe(["Your name?"]);
        (await service.GetAsync(PublishedFlows.Path))["errors"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_this_program_cannot_read_is_told_by_its_health_and_the_last_good_one_runs_on_over_a_restart()
    {
        await using var service = await SupportService.StartAsync(backend, Flows.Support);
        (await (await service.ComesAsync("Meera", Role.Supervisor)).PublishAsync(PublishedFlows.Saying("Good"))).Done();

        // As a newer program would have published it.
        await service.ExecuteAsync($"INSERT INTO flow_texts (hash, text) VALUES ({Sql.Bytes(backend, "h")}, 'flow_id: support\nsteps: [ {{ type: from_the_future }} ]')");
        await service.ExecuteAsync($"INSERT INTO flow_sets (id, hash, created_at) VALUES (1000, {Sql.Bytes(backend, "s")}, {Sql.Instant(backend, service.Now)})");
        await service.ExecuteAsync($"INSERT INTO flow_set_files (set_id, name, text_hash, flow_id, version) VALUES (1000, 'support.yaml', {Sql.Bytes(backend, "h")}, 'support', 'future')");
        await service.ExecuteAsync(
            $"INSERT INTO flow_publications (id, set_id, published_at, by_kind, by_id, by_name, reason) VALUES (2, 1000, {Sql.Instant(backend, service.Now)}, 'key', {Sql.NewId(backend)}, 'newer', 'why not')");
        await service.GetAsync("/health", health => health.ToJsonString().Contains("cannot read publication 2", StringComparison.Ordinal), "its health tells so");
        (await service.RunningAsync()).Number("publication").ShouldBe(1);

        await RestartAsync(service, isRestarted: true);

        (await service.RunningAsync()).Number("publication").ShouldBe(1);
        (await service.GetAsync("/health")).ToJsonString().ShouldContain("cannot read publication 2");
        using var ready = await service.Http.GetAsync("/health/ready");
        ready.IsSuccessStatusCode.ShouldBeTrue();
    }

    /// <param name="before">How often the customer was answered so far.</param>
    private static async Task AskedAsync(SupportService service, string customer, string name, int before = 0)
    {
        await service.SayAsync(customer, "help");
        await service.RepliesAsync(customer, before + 1);
        await service.SayAsync(customer, name);
        await service.RepliesAsync(customer, before + 2);
        await service.DrainAsync();
    }

    private static async Task RestartAsync(SupportService service, bool isRestarted)
    {
        if (isRestarted)
        {
            await service.DrainAsync();
            await service.StopAsync();
            await service.StartAsync();
        }
    }
}

public sealed class FlowVersionsOnLaptop() : FlowVersionsContract(Backend.Laptop);

public sealed class FlowVersionsInProduction() : FlowVersionsContract(Backend.Production);
