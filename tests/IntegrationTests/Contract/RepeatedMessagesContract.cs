using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>MSG91 delivers at least once, and now and then several times at once.</summary>
public abstract class RepeatedMessagesContract(SharedService shared)
{
    private readonly SupportService service = shared.Service;

    [Theory]
    [InlineData(Shape.Plain, Posting.Inbound)]
    [InlineData(Shape.Plain, Posting.Reports)]
    [InlineData(Shape.Msg91, Posting.Inbound)]
    [InlineData(Shape.Msg91, Posting.Reports)]
    public async Task The_same_message_five_times_at_once_is_answered_once(Shape shape, string path)
    {
        var customer = Customers.Next();
        var body = shape.Text(customer, "help", $"same-{customer}");

        var receipts = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => service.AcceptAsync(body, path)));
        await service.DrainAsync();

        receipts.Sum(receipt => receipt.Accepted).ShouldBe(1);
        receipts.Sum(receipt => receipt.Duplicates).ShouldBe(4);
        service.Msg91.SentTo(customer).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_message_that_is_repeated_after_its_answer_changes_nothing()
    {
        var customer = Customers.Next();
        var body = Shape.Msg91.Text(customer, "help", $"late-{customer}");
        await service.AcceptAsync(body);
        await service.RepliesAsync(customer, 2);

        var again = await service.AcceptAsync(body);
        await service.DrainAsync();

        again.ShouldBe(new Receipt(0, 1, 0, 0, again.Errors));
        service.Msg91.SentTo(customer).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Several_messages_in_one_body_are_handled_in_their_order()
    {
        var customer = Customers.Next();
        var parts = new[] { "count", "a", "b", "a" }.Select((text, index) => Shape.Plain.Text(customer, text, $"{index}-{customer}"));

        var receipt = await service.AcceptAsync($$"""{"data":[{{string.Join(',', parts)}}]}""");

        receipt.Accepted.ShouldBe(4);
        (await service.TextsAsync(customer, 4)).ShouldBe(["Begin", "You said a", "You said b", "You said a"]);
    }
}

[Collection(OnLaptop.Name)]
public sealed class RepeatedMessagesOnLaptop(LaptopService shared) : RepeatedMessagesContract(shared);

[Collection(InProduction.Name)]
public sealed class RepeatedMessagesInProduction(ProductionService shared) : RepeatedMessagesContract(shared);
