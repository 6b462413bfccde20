using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Infrastructure.FlowFiles;

namespace WhatsAppSupport.UnitTests.FlowSets;

public sealed class FlowUpdatesTests
{
    [Fact]
    public async Task What_is_doubtful_in_files_is_told_at_the_start_and_stops_nothing()
    {
        using var process = new UpdatesUnderTest();
        process.Write(new FlowText("main.yaml", "flow_id: main\ntriggers: [ { type: keyword, value: go } ]\nsteps: [ { type: message, text: 'Hi {nmae}' } ]"));

        await process.StartAsync();

        process.Log.All.ShouldContain("Warning: main.yaml:3:");
        process.Log.All.ShouldContain("nmae is set by no step");
    }

    [Fact]
    public async Task Where_nothing_was_published_files_run_and_are_kept()
    {
        using var process = new UpdatesUnderTest();

        await process.StartAsync();
        await process.CatchUpAsync();

        (await process.SayAsync()).ShouldBe(["From files"]);
        (process.Library.Running.Source, process.Library.Running.Set).ShouldBe((FlowSource.Files, 1));
        (await process.Sets.ReadAsync(1, CancellationToken.None))!.Single().FlowId.ShouldBe("main");
    }

    [Fact]
    public async Task What_is_published_runs_at_the_next_look_and_whoever_began_before_finishes_as_it_was()
    {
        using var process = new UpdatesUnderTest();
        await process.StartAsync();
        var begun = await process.BeginAsync();

        await process.PublishAsync(FlowsOf.Saying("Published"));
        await process.CatchUpAsync();

        (await process.SayAsync()).ShouldBe(["Published"]);
        (await process.GoOnAsync(begun)).ShouldBe(["From files"]);
        (process.Library.Running.Source, process.Library.Running.Publication!.Id).ShouldBe((FlowSource.Published, 1));
    }

    [Fact]
    public async Task While_the_database_is_away_the_last_ones_run_on()
    {
        using var process = new UpdatesUnderTest();
        await process.StartAsync();
        await process.PublishAsync(FlowsOf.Saying("Published"));

        process.Sets.IsAway = true;
        await Should.ThrowAsync<TimeoutException>(process.CatchUpAsync);
        (await process.SayAsync()).ShouldBe(["From files"]);
        process.Sets.IsAway = false;
        await process.CatchUpAsync();

        (await process.SayAsync()).ShouldBe(["Published"]);
    }

    [Fact]
    public async Task What_this_program_cannot_read_is_told_and_the_last_good_one_runs_on_until_the_next()
    {
        using var process = new UpdatesUnderTest();
        await process.StartAsync();
        await process.PublishAsync(FlowsOf.Saying("Good"));
        await process.CatchUpAsync();

        await process.PublishAsync(FlowsOf.Broken());
        await process.CatchUpAsync();
        await process.CatchUpAsync();

        (await process.SayAsync()).ShouldBe(["Good"]);
        process.Updates.Trouble.ShouldNotBeNull().ShouldContain("publication 2 (set 3, 1 errors)");
        process.Log.All.Split("cannot read publication 2").Length.ShouldBe(2, "it is told once");
        process.Log.All.ShouldContain("Error: main.yaml:2:");
        process.Log.All.ShouldContain("steps[0].type: ");
        await process.PublishAsync(FlowsOf.Saying("Better"));
        await process.CatchUpAsync();
        (await process.SayAsync()).ShouldBe(["Better"]);
        process.Updates.Trouble.ShouldBeNull();
    }

    [Fact]
    public async Task A_start_takes_what_was_published_though_the_files_are_broken()
    {
        using var process = new UpdatesUnderTest(files: FlowsOf.Broken());
        await Should.ThrowAsync<FlowFilesInvalidException>(process.StartAsync);
        await process.PublishAsync(FlowsOf.Saying("Published"));

        await process.StartAsync();

        (await process.SayAsync()).ShouldBe(["Published"]);
    }

    [Fact]
    public async Task A_start_goes_back_to_the_last_that_it_can_read_and_says_so()
    {
        using var process = new UpdatesUnderTest();
        await process.PublishAsync(FlowsOf.Saying("First"));
        await process.PublishAsync(FlowsOf.Saying("Second"));
        await process.PublishAsync(FlowsOf.Broken());

        await process.StartAsync();
        await process.CatchUpAsync();

        (await process.SayAsync()).ShouldBe(["Second"]);
        process.Updates.Trouble.ShouldNotBeNull().ShouldContain("publication 3");
    }

    [Fact]
    public async Task Back_at_files_they_are_read_anew_and_run_at_the_next_start_too()
    {
        using var process = new UpdatesUnderTest();
        await process.StartAsync();
        await process.PublishAsync(FlowsOf.Saying("Published"));
        await process.CatchUpAsync();
        process.Write(FlowsOf.Saying("Edited")[0]);

        await process.DecideAsync(null);
        await process.CatchUpAsync();

        (await process.SayAsync()).ShouldBe(["Edited"]);
        (process.Library.Running.Source, process.Library.Running.Publication!.Id).ShouldBe((FlowSource.Files, 2));
        await process.StartAsync();
        (await process.SayAsync()).ShouldBe(["Edited"]);
    }

    [Fact]
    public async Task Back_at_files_that_are_broken_here_the_last_good_one_runs_on()
    {
        using var process = new UpdatesUnderTest();
        await process.StartAsync();
        await process.PublishAsync(FlowsOf.Saying("Published"));
        await process.CatchUpAsync();
        process.Write(FlowsOf.Broken()[0]);

        await process.DecideAsync(null);
        await process.CatchUpAsync();

        (await process.SayAsync()).ShouldBe(["Published"]);
        process.Updates.Trouble.ShouldNotBeNull().ShouldContain("1 errors");
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_just_now_is_tried_again_and_told_once()
    {
        using var process = new UpdatesUnderTest();
        await process.StartAsync();
        await process.PublishAsync(FlowsOf.Saying("Published"));
        await process.CatchUpAsync();
        File.WriteAllBytes(Path.Combine(process.Folder.Path, "main.yaml"), [0xC3, 0x28]);
        await process.DecideAsync(null);

        await process.CatchUpAsync();
        await process.CatchUpAsync();
        (await process.SayAsync()).ShouldBe(["Published"]);
        process.Log.All.Split("files of the flows cannot run").Length.ShouldBe(2, "it is told once");

        process.Write(FlowsOf.Saying("There again")[0]);
        await process.CatchUpAsync();
        (await process.SayAsync()).ShouldBe(["There again"]);
        process.Updates.Trouble.ShouldBeNull();
    }

    [Fact]
    public async Task Who_writes_files_sees_a_change_at_the_next_look_and_a_broken_one_in_the_log()
    {
        using var process = new UpdatesUnderTest(follows: true);
        await process.StartAsync();
        var begun = await process.BeginAsync();

        process.Write(FlowsOf.Saying("Edited")[0]);
        await process.CatchUpAsync();
        (await process.SayAsync()).ShouldBe(["Edited"]);
        (await process.GoOnAsync(begun)).ShouldBe(["From files"]);

        process.Write(FlowsOf.Broken()[0]);
        await process.CatchUpAsync();
        (await process.SayAsync()).ShouldBe(["Edited"]);
        process.Log.All.ShouldContain("Error: main.yaml:2:");
        process.Log.All.ShouldContain("steps[0].type: ");

        process.Write(FlowsOf.Broken()[0] with { Text = "flow_id: main\nsteps: [ { type: input, text: Hi } ]\n" });
        await process.CatchUpAsync();
        process.Log.All.ShouldContain("steps[0].variable: ");

        process.Write(FlowsOf.Saying("Mended at last")[0]);
        await process.CatchUpAsync();
        (await process.SayAsync()).ShouldBe(["Mended at last"]);
        process.Updates.Trouble.ShouldBeNull();
    }

    [Fact]
    public async Task Otherwise_files_run_as_they_were_read()
    {
        using var process = new UpdatesUnderTest();
        await process.StartAsync();

        process.Write(FlowsOf.Saying("Edited")[0]);
        await process.CatchUpAsync();

        (await process.SayAsync()).ShouldBe(["From files"]);
    }

    [Fact]
    public async Task A_version_is_what_it_was_when_the_set_was_kept()
    {
        using var process = new UpdatesUnderTest();
        await process.DecideAsync(await process.Sets.KeepAsync([FlowsOf.Saying("Published")[0] with { FlowId = "main", Version = "as-counted-then" }], CancellationToken.None));

        await process.StartAsync();

        (await process.BeginAsync()).Position!.Version.ShouldBe("as-counted-then");
    }
    [Fact]
    public async Task Files_that_an_older_program_has_kept_under_another_version_run_under_that_one()
    {
        using var process = new UpdatesUnderTest();
        await process.Sets.KeepAsync([FlowsOf.Saying("From files")[0] with { FlowId = "main", Version = "as-counted-then" }], CancellationToken.None);

        await process.StartAsync();

        (await process.BeginAsync()).Position!.Version.ShouldBe("as-counted-then");
    }
}
