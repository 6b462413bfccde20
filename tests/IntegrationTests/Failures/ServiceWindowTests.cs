using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Failures;

/// <summary>Promise 7: no free-form message is claimed outside the service window.</summary>
public sealed class ServiceWindowTests() : FreshService
{
    private readonly string customer = Customers.Next();

    [Fact]
    public async Task What_waits_until_the_window_has_closed_is_not_sent()
    {
        Service.Msg91.Respond = Msg91StandInAnswer.Status(503);
        await Service.SayAsync(customer, "help");
        await Eventually.BecomesTrueAsync(
            async () => await Service.CountAsync("messages WHERE delivery_status = 'pending' AND attempts > 0") == 1, Reading.Patience, "the reply is refused for now");

        Clock.Move(TimeSpan.FromHours(25));
        Service.Msg91.Respond = Msg91StandInAnswer.Ok;

        await IsNotSentAsync("service_window_closed");
    }

    [Fact]
    public async Task A_message_that_comes_a_day_late_opens_no_window()
    {
        await Service.AcceptAsync(Shape.Msg91.Text(customer, "help", Posting.NewId(), Service.Now - TimeSpan.FromHours(25)));

        await IsNotSentAsync("service_window_closed");
    }

    [Fact]
    public async Task A_late_repeat_of_an_old_message_does_not_extend_the_window()
    {
        await Service.SayAsync(customer, "help");
        await Service.RepliesAsync(customer, 2);
        var before = await Service.ScalarAsync("SELECT last_heard_at FROM customers");

        await Service.AcceptAsync(Shape.Msg91.Text(customer, "Asha", Posting.NewId(), Service.Now - TimeSpan.FromHours(2)));
        await Service.RepliesAsync(customer, 3);

        (await Service.ScalarAsync("SELECT last_heard_at FROM customers")).ShouldBe(before);
    }

    [Fact]
    public async Task Who_has_opted_out_is_not_written_to_though_the_cache_does_not_know_it_yet()
    {
        await Service.SayAsync(customer, "count");
        await Service.RepliesAsync(customer, 1);
        await Service.DrainAsync();
        await Service.ExecuteAsync("UPDATE customers SET opted_out_at = now()");

        await Service.SayAsync(customer, "one");
        await Service.DrainAsync();

        Service.Msg91.SentTo(customer).Count.ShouldBe(1);
        (await Service.ConversationAsync(customer)).Ours()[1].Word("failureReason").ShouldBe("customer_opted_out");
    }

    private async Task IsNotSentAsync(string because)
    {
        await Service.DrainAsync();

        Service.Msg91.SentTo(customer).ShouldBeEmpty();
        var replies = (await Service.ConversationAsync(customer)).Ours();
        replies.Count.ShouldBe(2);
        replies.ShouldAllBe(reply => reply.Word("status") == "failed" && reply.Word("failureReason") == because);
    }
}
