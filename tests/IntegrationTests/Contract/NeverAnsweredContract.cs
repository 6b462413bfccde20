using System.Text.Json.Nodes;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>What looks like a customer's message and is none, and whom nobody answers.</summary>
public abstract class NeverAnsweredContract(SharedService shared)
{
    private readonly SupportService service = shared.Service;

    [Fact]
    public async Task What_we_sent_ourselves_is_neither_stored_nor_answered() =>
        await IsPassedOverAsync(Shape.Plain.Text(SupportService.OurNumber, "help", "echo-1"));

    [Fact]
    public async Task What_MSG91_says_that_we_sent_is_neither_stored_nor_answered()
    {
        var body = JsonNode.Parse(Shape.Msg91.Text(Customers.Next(), "help", "echo-2"))!.AsObject();
        body["direction"] = "1";
        body.Remove("messages");
        body.Remove("eventName");

        await IsPassedOverAsync(body.ToJsonString());
    }

    [Fact]
    public async Task The_test_button_of_MSG91s_dashboard_is_neither_stored_nor_answered()
    {
        var body = JsonNode.Parse(Shape.Msg91.Text(Customers.Next(), "help", "test-1"))!.AsObject();
        body["dryRun"] = true;

        await IsPassedOverAsync(body.ToJsonString());
    }

    [Fact]
    public async Task Masked_digits_are_a_test_too()
    {
        var body = JsonNode.Parse(Shape.Plain.Text(Customers.Next(), "help", "test-2"))!.AsObject();
        body["from"] = "9181588XXXXX";

        await IsPassedOverAsync(body.ToJsonString());
    }

    [Fact]
    public async Task An_inactive_customer_is_stored_and_never_answered()
    {
        var customer = Customers.Next();
        await service.SayAsync(customer, "help");
        await service.RepliesAsync(customer, 2);
        await service.ExecuteAsync($"UPDATE customers SET is_active = false WHERE {service.IsAt(customer)}");
        await service.ForgetSessionAsync(customer);

        await service.SayAsync(customer, "Asha");
        await service.SayAsync(customer, "hello?");
        await service.DrainAsync();

        service.Msg91.SentTo(customer).Count.ShouldBe(2);
        var messages = (await service.ConversationAsync(customer))["messages"]!.AsArray().Select(message => message!.AsObject());
        messages.Select(message => message.Word("content")).ShouldBe(["help", "Sorry to hear that. Let me help.", "What is your name?", "Asha", "hello?"]);
    }

    [Fact]
    public async Task A_turn_does_not_undo_what_was_decided_about_its_customer_meanwhile()
    {
        var customer = Customers.Next();
        await service.SayAsync(customer, "help");
        await service.RepliesAsync(customer, 2);
        await service.ExecuteAsync($"UPDATE customers SET is_active = false WHERE {service.IsAt(customer)}");

        await service.SayAsync(customer, "Asha");
        await service.DrainAsync();

        (await service.CountAsync($"customers WHERE {service.IsAt(customer)} AND NOT is_active")).ShouldBe(1);
    }

    private async Task IsPassedOverAsync(string body)
    {
        var before = await service.CountAsync("inbox");
        var sent = service.Msg91.SentCount;

        var receipts = new[] { await service.AcceptAsync(body), await service.AcceptAsync(body, Posting.Reports) };
        await service.DrainAsync();

        receipts.ShouldAllBe(receipt => receipt.Accepted + receipt.Duplicates + receipt.Reports + receipt.Quarantined + receipt.Errors.Count == 0);
        (await service.CountAsync("inbox")).ShouldBe(before);
        service.Msg91.SentCount.ShouldBe(sent);
    }
}

[Collection(OnLaptop.Name)]
public sealed class NeverAnsweredOnLaptop(LaptopService shared) : NeverAnsweredContract(shared);

[Collection(InProduction.Name)]
public sealed class NeverAnsweredInProduction(ProductionService shared) : NeverAnsweredContract(shared);
