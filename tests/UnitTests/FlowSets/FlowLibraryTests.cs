using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.UnitTests.FlowSets;

public sealed class FlowLibraryTests
{
    [Fact]
    public async Task What_another_process_has_taken_up_already_is_read_for_the_conversation_that_stands_in_it()
    {
        using var ahead = new UpdatesUnderTest();
        using var behind = new UpdatesUnderTest(ahead.Sets);
        await ahead.StartAsync();
        await behind.StartAsync();
        await ahead.PublishAsync(FlowsOf.Saying("Published"));
        await ahead.CatchUpAsync();
        var begun = await ahead.BeginAsync();

        (await behind.GoOnAsync(begun)).ShouldBe(["Published"]);
        (await behind.SayAsync()).ShouldBe(["From files"]);
    }

    [Fact]
    public async Task After_a_restart_an_older_content_is_read_once_for_a_crowd()
    {
        using var before = new UpdatesUnderTest();
        await before.StartAsync();
        var begun = await before.BeginAsync();
        await before.PublishAsync(FlowsOf.Saying("Published"));
        using var restarted = new UpdatesUnderTest(before.Sets);
        await restarted.StartAsync();
        var reads = before.Sets.Reads;

        var told = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => restarted.GoOnAsync(begun))));

        told.ShouldAllBe(said => said.SequenceEqual(new[] { "From files" }));
        (before.Sets.Reads - reads).ShouldBe(1);
    }

    [Fact]
    public async Task What_runs_costs_no_look_into_the_database()
    {
        using var process = new UpdatesUnderTest();
        await process.StartAsync();
        var begun = await process.BeginAsync();

        process.Sets.IsAway = true;

        (await process.GoOnAsync(begun)).ShouldBe(["From files"]);
        var opened = process.Library.OpenAsync(begun.Position, CancellationToken.None).AsTask();
        opened.IsCompletedSuccessfully.ShouldBeTrue();
        await opened;
    }

    [Fact]
    public async Task A_content_that_is_away_with_the_database_is_waited_for_and_not_forgotten()
    {
        using var before = new UpdatesUnderTest();
        await before.StartAsync();
        var begun = await before.BeginAsync();
        await before.PublishAsync(FlowsOf.Saying("Published"));
        using var restarted = new UpdatesUnderTest(before.Sets);
        await restarted.StartAsync();

        before.Sets.IsAway = true;
        await Should.ThrowAsync<TimeoutException>(() => restarted.GoOnAsync(begun));
        before.Sets.IsAway = false;

        (await restarted.GoOnAsync(begun)).ShouldBe(["From files"]);
    }

    [Fact]
    public async Task Only_the_last_few_contents_are_kept_at_hand_and_older_ones_are_read_again()
    {
        using var process = new UpdatesUnderTest();
        await process.StartAsync();
        var begun = await process.BeginAsync();
        for (var number = 0; number <= OlderFlows.MostKept; number++)
        {
            await process.PublishAsync(FlowsOf.Saying($"Number {number}"));
            await process.CatchUpAsync();
        }

        var reads = process.Sets.Reads;
        (await process.GoOnAsync(begun)).ShouldBe(["From files"]);
        (await process.GoOnAsync(begun)).ShouldBe(["From files"]);

        (process.Sets.Reads - reads).ShouldBe(1);
    }

    [Fact]
    public async Task A_content_that_nobody_has_kept_is_none()
    {
        using var process = new UpdatesUnderTest();
        await process.StartAsync();

        var engine = await process.Library.OpenAsync(new FlowPosition("main", "never-kept", "0", "{}"), CancellationToken.None);

        engine.ShouldBeSameAs(process.Library.Running.Engine);
    }

    [Fact]
    public async Task Whoever_stands_in_a_content_that_was_read_for_them_is_moved_by_what_runs()
    {
        using var before = new UpdatesUnderTest();
        await before.StartAsync();
        var begun = await before.BeginAsync();
        await before.PublishAsync(Moving("0"));
        using var restarted = new UpdatesUnderTest(before.Sets);
        await restarted.StartAsync();
        var reads = before.Sets.Reads;

        (await restarted.GoOnAsync(begun)).ShouldBe(["Moved Asha"]);
        (before.Sets.Reads - reads).ShouldBe(1);
        begun.Position = begun.Position! with { Version = "never-kept" };
        (await restarted.GoOnAsync(begun)).ShouldBe(["Moved Asha"], "by its path, though nobody has its content");
    }

    [Fact]
    public async Task A_map_alone_is_published_and_moves_whom_the_same_content_did_not()
    {
        using var process = new UpdatesUnderTest();
        await process.StartAsync();
        var begun = await process.BeginAsync();
        await process.PublishAsync(Moving("7"));
        await process.CatchUpAsync();
        (await process.GoOnAsync(begun)).ShouldBe(["From files"]);
        var (version, set) = (process.Library.Running.Flows.Find("main")!.Version, process.Library.Running.Set);

        await process.PublishAsync(Moving("0"));
        await process.CatchUpAsync();

        (await process.GoOnAsync(begun)).ShouldBe(["Moved Asha"]);
        (process.Library.Running.Flows.Find("main")!.Version == version, process.Library.Running.Set == set).ShouldBe((true, false));
    }

    [Fact]
    public async Task One_flow_of_an_older_set_that_cannot_run_any_more_keeps_nobody_from_the_others()
    {
        using var process = new UpdatesUnderTest();
        await process.StartAsync();
        var begun = await process.BeginAsync();
        var (flow, broken) = (FlowsOf.Saying("Still here")[0] with { FlowId = "main", Version = "old" }, FlowsOf.Broken()[0] with { Name = "other.yaml", FlowId = "other", Version = "bad" });
        await process.Sets.KeepAsync([flow, broken with { Text = broken.Text.Replace("flow_id: main", "flow_id: other", StringComparison.Ordinal) }], CancellationToken.None);
        begun.Position = begun.Position! with { Version = "old" };

        (await process.GoOnAsync(begun)).ShouldBe(["Still here"]);
        (await process.Library.OpenAsync(new FlowPosition("other", "bad", "0", "{}"), CancellationToken.None)).ShouldBeSameAs(process.Library.Running.Engine);
    }

    /// <summary>Takes over whoever stands at this step.</summary>
    private static FlowText[] Moving(string step) =>
    [
        new("main.yaml", $"flow_id: main\ntriggers: [ {{ type: keyword, value: go }} ]\nmigrate: {{ \"{step}\": ask }}\nsteps: [ {{ type: input, id: ask, variable: who, text: \"Who?\" }}, {{ type: message, text: \"Moved {{who}}\" }} ]\n"),
    ];
}
