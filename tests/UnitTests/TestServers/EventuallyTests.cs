using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.UnitTests.TestServers;

public sealed class EventuallyTests
{
    [Fact]
    public async Task It_looks_again_until_the_condition_holds()
    {
        var looked = 0;

        await Eventually.BecomesTrueAsync(() => ++looked == 3, TimeSpan.FromSeconds(10), "the third look");

        looked.ShouldBe(3);
    }

    [Fact]
    public async Task A_missed_deadline_says_what_was_waited_for()
    {
        var missed = await Should.ThrowAsync<TimeoutException>(
            () => Eventually.BecomesTrueAsync(() => false, TimeSpan.FromMilliseconds(100), "the reply was sent"));

        missed.Message.ShouldBe("Not within 0.1 s: the reply was sent.");
    }
}
