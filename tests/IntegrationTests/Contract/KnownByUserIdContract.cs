using System.Text.Json.Nodes;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>Customers whom Meta shows by a business-scoped user id, with or without their number.</summary>
public abstract class KnownByUserIdContract(SharedService shared)
{
    private readonly SupportService service = shared.Service;

    [Fact]
    public async Task A_customer_without_a_number_is_answered_at_their_user_id()
    {
        var bsuid = $"IN.{Customers.Next()}";

        await service.DeliverTwiceAsync(Message(null, bsuid, "count"));
        await service.DeliverTwiceAsync(Message(null, bsuid, "one"));

        (await service.TextsAsync(bsuid, 2)).ShouldBe(["Begin", "You said one"]);
    }

    [Fact]
    public async Task Who_was_met_by_their_user_id_is_the_same_customer_once_the_number_is_known()
    {
        var customer = Customers.Next();
        var bsuid = $"IN.{customer}";
        await service.DeliverTwiceAsync(Message(null, bsuid, "count"));
        await service.RepliesAsync(bsuid, 1);

        await service.DeliverTwiceAsync(Message(customer, bsuid, "one"));

        (await service.TextsAsync(customer, 1)).ShouldBe(["You said one"]);
        (await service.CountAsync($"customers WHERE {service.IsKnownAs(bsuid)} OR {service.IsAt(customer)}")).ShouldBe(1);
    }

    [Fact]
    public async Task Who_was_met_as_two_customers_goes_on_being_answered()
    {
        var customer = Customers.Next();
        var bsuid = $"IN.{customer}";
        await service.DeliverTwiceAsync(Message(null, bsuid, "count"));
        await service.RepliesAsync(bsuid, 1);
        await service.DeliverTwiceAsync(Message(customer, null, "count"));
        await service.RepliesAsync(customer, 1);

        await service.DeliverTwiceAsync(Message(customer, bsuid, "one"));
        await service.DeliverTwiceAsync(Message(customer, bsuid, "two"));

        (await service.TextsAsync(customer, 3)).ShouldBe(["Begin", "You said one", "You said two"]);
    }

    private static string Message(string? customer, string? bsuid, string text)
    {
        var body = JsonNode.Parse(Shape.Msg91.Text(customer ?? "", text, Posting.NewId()))!.AsObject();
        body["bsuid"] = bsuid ?? "";
        return body.ToJsonString();
    }
}

[Collection(OnLaptop.Name)]
public sealed class KnownByUserIdOnLaptop(LaptopService shared) : KnownByUserIdContract(shared);

[Collection(InProduction.Name)]
public sealed class KnownByUserIdInProduction(ProductionService shared) : KnownByUserIdContract(shared);
