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
