using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>What holds on a laptop and in production alike.</summary>
public abstract class SupportDialogueContract(SharedService shared)
{
    private readonly SupportService service = shared.Service;

    [Theory]
    [InlineData(Shape.Plain)]
    [InlineData(Shape.Msg91)]
    public async Task A_whole_support_dialogue_is_led_to_its_end(Shape shape)
    {
        var customer = Customers.Next();

        await service.SayAsync(shape, customer, "I need help please");
        var asked = await service.RepliesAsync(customer, 2);
        await service.SayAsync(shape, customer, "Asha");
        var offered = await service.RepliesAsync(customer, 3);
        await service.SayAsync(shape, customer, "refund");
        var answered = await service.RepliesAsync(customer, 4);

        asked.Select(message => message.Text).ShouldBe(["Sorry to hear that. Let me help.", "What is your name?"]);
        offered[2].Text.ShouldBe("Thanks Asha, what is it about?");
        offered[2].Options.Select(option => option.Title).ShouldBe(["Order", "Refund", "A person"]);
        answered[3].Text.ShouldBe("Refunds take 5 days.");
        answered.Count.ShouldBe(4);
    }
}

[Collection(OnLaptop.Name)]
public sealed class SupportDialogueOnLaptop(LaptopService shared) : SupportDialogueContract(shared);

[Collection(InProduction.Name)]
public sealed class SupportDialogueInProduction(ProductionService shared) : SupportDialogueContract(shared);
