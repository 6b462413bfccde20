using WhatsAppSupport.UnitTests.Application.Fakes;

namespace WhatsAppSupport.UnitTests.Search;

public sealed class WordIndexPumpTests : IDisposable
{
    private static readonly TimeSpan HalfASecond = TimeSpan.FromMilliseconds(500);

    private readonly SupportUnderTest support = new();

    public void Dispose() => support.Dispose();

    [Fact]
    public async Task What_was_written_is_indexed_at_the_next_half_second_however_much_it_is()
    {
        support.WordIndex.Messages = 1_000;
        support.WordIndex.Names = 300;

        await RunUntilAsync(() => support.WordIndex is { Messages: 0, Names: 0 });

        support.WordIndex.Done.Select(done => done.At).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_is_old_waits_until_all_that_is_new_is_indexed()
    {
        (support.WordIndex.Messages, support.WordIndex.Older) = (1_000, 1_000);

        await RunUntilAsync(() => support.WordIndex is { Messages: 0, Older: 0 });

        var kinds = support.WordIndex.Done.Select(done => done.Kind).ToList();
        kinds.IndexOf("older").ShouldBeGreaterThan(kinds.LastIndexOf("messages"));
    }

    [Fact]
    public async Task An_outage_is_outlived()
    {
        support.WordIndex.Outage = new TimeoutException("secret words");
        support.WordIndex.Messages = 1;

        await RunUntilAsync(() => support.WordIndex.Messages == 0);

        support.Log.All.ShouldContain("TimeoutException: what was written could not be indexed for searches");
        support.Log.All.ShouldNotContain("secret words");
    }

    [Fact]
    public async Task Whoever_has_not_the_house_duty_indexes_nothing()
    {
        using var several = new SupportUnderTest(isAlone: false);
        several.WordIndex.Messages = 1;

        // Nothing is owned before the first beat.
        await several.RunAsync("WordIndexPump");
        several.Clock.Move(HalfASecond);
        await several.StopAsync();

        several.WordIndex.Looks.ShouldBe(0);
    }

    private async Task RunUntilAsync(Func<bool> condition)
    {
        await support.RunAsync("WordIndexPump");
        await support.Clock.MoveUntilAsync(condition, HalfASecond, "it is indexed");
        await support.StopAsync();
    }
}
