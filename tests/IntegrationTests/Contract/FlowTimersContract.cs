using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>A flow waits for a time, and goes on by itself: once, and only where it still waits.</summary>
public abstract class FlowTimersContract(WaitingService shared)
{
    private readonly string customer = Customers.Next();

    private SupportService Service => shared.Service;

    [Fact]
    public async Task Who_does_not_answer_in_time_is_dealt_with_once()
    {
        await SayAsync("remind", 1);

        await shared.PassAsync();
        await shared.PassAsync();

        Told.ShouldBe(["Which day?", "Are you still there?"]);
        (await Service.ConversationAsync(customer))["conversation"]!.AsObject().Word("currentFlow").ShouldBeNull();
    }

    [Fact]
    public async Task Who_answers_in_time_though_after_more_than_an_hour_goes_on_and_hears_nothing_of_the_time()
    {
        await SayAsync("remind", 1);
        shared.Clock.Move(FlowsThatWait.MoreThanAnHour);

        await SayAsync("Monday", 2);
        await shared.PassAsync();

        Told.ShouldBe(["Which day?", "You said Monday."]);
    }

    [Fact]
    public async Task A_flow_that_waits_goes_on_by_itself_once_and_what_is_written_meanwhile_is_kept_and_not_answered()
    {
        await SayAsync("later", 1);
        shared.Clock.Move(FlowsThatWait.MoreThanAnHour);
        await SayAsync("Hello?", 1);

        await shared.PassAsync();
        await shared.PassAsync();

        var messages = (await Service.ConversationAsync(customer))["messages"]!.AsArray().Select(message => message!.AsObject().Word("content"));
        messages.ShouldBe(["later", "One moment.", "Hello?", "It is done."]);
        Told.ShouldBe(["One moment.", "It is done."]);
    }

    [Fact]
    public async Task A_reaction_meanwhile_does_not_end_the_wait()
    {
        await SayAsync("later", 1);
        shared.Clock.Move(FlowsThatWait.MoreThanAnHour);
        await Service.DeliverTwiceAsync(Shapes.Reaction(customer, "👍", Posting.NewId()));
        await Service.DrainAsync();

        await shared.PassAsync();

        Told.ShouldBe(["One moment.", "It is done."]);
    }

    [Fact]
    public async Task A_timer_survives_a_restart_and_fires_once()
    {
        await SayAsync("later", 1);

        await Service.StopAsync();
        shared.Clock.Move(FlowsThatWait.Time);
        await Service.StartAsync();
        await Service.RepliesAsync(customer, 2);
        await shared.PassAsync();

        Told.ShouldBe(["One moment.", "It is done."]);
    }

    [Theory]
    [InlineData("taken over")]
    [InlineData("given back")]
    [InlineData("resolved")]
    [InlineData("erased")]
    [InlineData("not served")]
    public async Task Where_somebody_else_has_it_meanwhile_or_nobody_the_bot_says_nothing_when_the_time_has_come(string what)
    {
        await SayAsync("later", 1);
        await shared.MeanwhileAsync(what, customer);

        await shared.PassAsync();

        Told.ShouldBe(["One moment."]);
        (await Service.CountAsync("flow_timers")).ShouldBe(0);
    }

    private IEnumerable<string> Told => Service.Msg91.SentTo(customer).Select(message => message.Text);

    /// <summary>So many messages have been sent to the customer when it is handled.</summary>
    private async Task SayAsync(string text, int told)
    {
        await Service.SayAsync(customer, text);
        await Service.RepliesAsync(customer, told);
        await Service.DrainAsync();
    }
}

[Collection(WaitsOnLaptop.Name)]
public sealed class FlowTimersOnLaptop(WaitingLaptop shared) : FlowTimersContract(shared);

[Collection(WaitsInProduction.Name)]
public sealed class FlowTimersInProduction(WaitingProduction shared) : FlowTimersContract(shared);
