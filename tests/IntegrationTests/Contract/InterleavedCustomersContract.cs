using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>Customers do not wait for each other, and each is answered in their own order.</summary>
public abstract class InterleavedCustomersContract(SharedService shared)
{
    private readonly SupportService service = shared.Service;

    [Fact]
    public async Task A_hundred_interleaved_customers_are_each_answered_completely_and_in_order()
    {
        var customers = Customers.Next(100);
        string[] says = ["count", .. Enumerable.Range(1, Flows.Echoes).Select(number => $"thing {number}")];

        await Parallel.ForEachAsync(customers, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (customer, _) =>
        {
            foreach (var (index, text) in says.Index())
            {
                (await service.AcceptAsync(Shape.Msg91.Text(customer, text, $"{index}-{customer}"))).Accepted.ShouldBe(1);
            }
        });
        await service.DrainAsync();

        string[] expected = ["Begin", .. says[1..].Select(said => $"You said {said}")];
        foreach (var customer in customers)
        {
            service.Msg91.SentTo(customer).Select(message => message.Text).ShouldBe(expected);
        }
    }

    [Fact]
    public async Task A_conversation_is_kept_as_it_was_spoken()
    {
        var customer = Customers.Next();
        await service.SayAsync(customer, "count");
        await service.SayAsync(customer, "one");
        await service.RepliesAsync(customer, 2);

        var messages = (await service.ConversationAsync(customer))["messages"]!.AsArray().Select(message => message!.AsObject()).ToList();

        messages.Select(message => message.Word("content")).ShouldBe(["count", "Begin", "one", "You said one"]);
        messages.Select(message => (int)message["ordinal"]!).ShouldBe([1, 2, 3, 4]);
    }
}

[Collection(OnLaptop.Name)]
public sealed class InterleavedCustomersOnLaptop(LaptopService shared) : InterleavedCustomersContract(shared);

[Collection(InProduction.Name)]
public sealed class InterleavedCustomersInProduction(ProductionService shared) : InterleavedCustomersContract(shared);
