using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.UnitTests.FlowSets;

public sealed class PublishFlowsTests
{
    [Fact]
    public async Task Who_asks_on_condition_is_told_of_whoever_slips_in_at_the_last_moment()
    {
        using var process = new UpdatesUnderTest();
        await process.StartAsync();
        process.Sets.BeforeNextPublish = () => process.Sets.Publications.Add(FlowsOf.Decided(1, set: 1));

        var asked = await process.AskAsync(FlowsOf.Saying("Mine"), expected: 0);

        asked.Error.ShouldBe(new VersionMismatch(1));
        process.Sets.Publications.ShouldHaveSingleItem();
        (await process.Sets.ReadAsync(2, CancellationToken.None)).ShouldBeNull("what nobody decided on is not kept, and nobody goes on from it");
        process.Sets.Audit.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_asks_unconditionally_comes_after_whoever_slips_in()
    {
        using var process = new UpdatesUnderTest();
        await process.StartAsync();
        process.Sets.BeforeNextPublish = () => process.Sets.Publications.Add(FlowsOf.Decided(1, set: 1));

        var asked = await process.AskAsync(FlowsOf.Saying("Mine"), expected: null);

        asked.Value.Running.Publication.ShouldBe(2);
        (await process.SayAsync()).ShouldBe(["Mine"]);
        process.Sets.Audit.ShouldHaveSingleItem().SubjectId.ShouldBe("2");
    }

    [Fact]
    public async Task Who_asks_twice_at_once_for_what_nobody_has_kept_yet_publishes_it_once()
    {
        using var process = new UpdatesUnderTest();
        await process.StartAsync();
        process.Sets.BeforeNextPublish = () =>
        {
            _ = process.KeepAsync(FlowsOf.Saying("The same"));
            process.Sets.Publications.Add(FlowsOf.Decided(1, set: 2));
        };

        var asked = await process.AskAsync(FlowsOf.Saying("The same"), expected: null);

        (asked.Value.IsChanged, asked.Value.Running.Publication).ShouldBe((false, 1));
        process.Sets.Publications.ShouldHaveSingleItem();
        process.Sets.Audit.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_was_told_that_nothing_answers_and_has_decided_otherwise_is_not_overtaken_by_what_was_left_behind()
    {
        using var process = new UpdatesUnderTest();
        await process.StartAsync();
        process.Sets.BeforeNextPublish = () =>
        {
            process.Clock.Move(TimeSpan.FromSeconds(3));
            process.Sets.Publications.Add(FlowsOf.Decided(1, set: 1));
        };

        await Should.ThrowAsync<TimeoutException>(process.AskAsync(FlowsOf.Saying("Left behind"), expected: null));

        process.Sets.Publications.ShouldHaveSingleItem();
        process.Sets.Audit.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_takes_long_is_published_all_the_same_where_nobody_has_decided_otherwise()
    {
        using var process = new UpdatesUnderTest();
        await process.StartAsync();
        process.Sets.BeforeNextPublish = () => process.Clock.Move(TimeSpan.FromMinutes(1));

        (await process.AskAsync(FlowsOf.Saying("Slowly"), expected: null)).Value.Running.Publication.ShouldBe(1);
    }

    [Fact]
    public async Task Who_publishes_what_the_one_who_slipped_in_has_published_too_publishes_nothing()
    {
        using var process = new UpdatesUnderTest();
        await process.StartAsync();
        var set = await process.KeepAsync(FlowsOf.Saying("The same"));
        process.Sets.BeforeNextPublish = () => process.Sets.Publications.Add(FlowsOf.Decided(1, set));

        var asked = await process.AskAsync(FlowsOf.Saying("The same"), expected: 0);

        (asked.Value.IsChanged, asked.Value.Running.Publication).ShouldBe((false, 1));
        process.Sets.Publications.ShouldHaveSingleItem();
    }
}
