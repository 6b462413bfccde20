using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Traces;

/// <summary>Where nobody wants traces, nothing is kept of any.</summary>
public abstract class UntracedContract(SharedService shared)
{
    private readonly SupportService service = shared.Service;

    [Fact]
    public async Task Without_a_collector_no_row_and_no_message_has_a_place_in_a_trace()
    {
        var customer = Customers.Next();

        await service.SayAsync(customer, "help");
        await service.RepliesAsync(customer, 2);

        (await service.CountAsync("inbox WHERE traceparent IS NOT NULL")).ShouldBe(0);
        (await service.CountAsync("messages WHERE traceparent IS NOT NULL")).ShouldBe(0);
    }
}

[Collection(OnLaptop.Name)]
public sealed class UntracedOnLaptop(LaptopService shared) : UntracedContract(shared);

[Collection(InProduction.Name)]
public sealed class UntracedInProduction(ProductionService shared) : UntracedContract(shared);
