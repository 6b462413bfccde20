using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Failures;

/// <summary>Promise 3: a customer's messages are handled in their order, and a slow or poisoned lane delays no other.</summary>
public sealed class LanesTests() : FreshService(new Dictionary<string, string?> { ["OPENROUTER_TIMEOUT"] = "4" })
{
    private const string Apology = "I am sorry, I cannot answer that right now. Please try again in a moment, or ask for a person.";

    [Fact]
    public async Task A_second_message_waits_until_the_first_is_answered_and_other_customers_do_not()
    {
        var (slow, other) = (Customers.Next(), Customers.Next());
        ModelsHang();

        await Service.AcceptAsync(Shape.Msg91.Text(slow, "tell me something", Posting.NewId()));
        await Eventually.BecomesTrueAsync(() => Service.OpenRouter.Requests.Count > 0, Reading.Patience, "the model is asked");
        await Service.AcceptAsync(Shape.Msg91.Text(slow, "help", Posting.NewId()));
        await Service.AcceptAsync(Shape.Msg91.Text(other, "help", Posting.NewId()));
        await Service.RepliesAsync(other, 2);
        var meanwhile = Service.Msg91.SentTo(slow).Count;

        meanwhile.ShouldBe(0);
        (await Service.TextsAsync(slow, 3)).ShouldBe([Apology, "Sorry to hear that. Let me help.", "What is your name?"]);
    }

    [Fact]
    public async Task A_row_that_throws_is_tried_again_and_delays_only_its_own_customer()
    {
        var (poisoned, other) = (Customers.Next(), Customers.Next());
        await Service.SayAsync(poisoned, "count");
        await Service.RepliesAsync(poisoned, 1);
        var good = Shape.Msg91.Text(poisoned, "one", Posting.NewId());

        await PoisonAsync(attempts: 0);
        await Eventually.BecomesTrueAsync(
            async () => await Service.CountAsync("inbox WHERE state = 'pending' AND attempts = 1 AND error IS NOT NULL") == 1, Reading.Patience, "the row failed once");
        await Service.AcceptAsync(Shape.Msg91.Text(poisoned, "two", Posting.NewId()));
        await Service.SayAsync(other, "count");
        await Service.RepliesAsync(other, 1);
        await using var rows = await OpenedRows.OfAsync(Service.Environment);
        await rows.WriteBodyAsync((long)(await Service.ScalarAsync("SELECT id FROM inbox WHERE state = 'pending' AND attempts > 0"))!, good);

        (await Service.TextsAsync(poisoned, 3)).ShouldBe(["Begin", "You said one", "You said two"]);
    }

    [Fact]
    public async Task A_row_that_throws_too_often_is_given_up_with_an_apology_and_the_lane_goes_on()
    {
        var customer = Customers.Next();
        await Service.SayAsync(customer, "count");
        await Service.RepliesAsync(customer, 1);

        await PoisonAsync(attempts: 3);
        var apology = (await Service.RepliesAsync(customer, 2))[1];
        await Service.SayAsync(customer, "one");

        apology.Text.ShouldBe(Apology);
        (await Service.TextsAsync(customer, 3))[2].ShouldBe("You said one");
        (await Service.CountAsync("inbox WHERE state = 'dead' AND error IS NOT NULL")).ShouldBe(1);
        ((bool)(await Service.ConversationAsync(customer))["conversation"]!["isFlagged"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task A_row_that_the_process_died_with_too_often_is_given_up_unread()
    {
        var customer = Customers.Next();
        await Service.SayAsync(customer, "count");
        await Service.RepliesAsync(customer, 1);

        await Service.StopAsync();
        await PoisonAsync(attempts: 0, recoveries: 20);
        await Service.StartAsync();

        (await Service.TextsAsync(customer, 2))[1].ShouldBe(Apology);
        (await Service.CountAsync("inbox WHERE state = 'dead' AND attempts = 0")).ShouldBe(1);
    }

    /// <summary>A pending row of the one customer that cannot be handled.</summary>
    private async Task PoisonAsync(int attempts, int recoveries = 0)
    {
        var rows = await Service.ExecuteAsync(
            $"""
            INSERT INTO inbox (slot, customer_hash, kind, integrated_number, provider_id_hash, received_at, body, state, attempts, recoveries)
            SELECT slot, customer_hash, kind, integrated_number, gen_random_uuid(), received_at, 'poison', 'pending', {attempts}, {recoveries}
            FROM inbox WHERE kind = 'message' ORDER BY id LIMIT 1
            """);
        rows.ShouldBe(1);
    }

    private void ModelsHang()
    {
        foreach (var model in new[] { "vendor/primary", "vendor/second", "vendor/third" })
        {
            Service.OpenRouter.Script(model, OpenRouterStandInAnswer.Hang);
        }
    }
}
