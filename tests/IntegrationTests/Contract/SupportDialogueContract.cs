using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>What holds on a laptop and in production alike.</summary>
public abstract class SupportDialogueContract(Backend backend)
{
    private const string Customer = "919811112222";

    [Theory]
    [InlineData(Shape.Plain)]
    [InlineData(Shape.Msg91)]
    public async Task A_whole_support_dialogue_is_led_to_its_end(Shape shape)
    {
        await using var service = await SupportService.StartAsync(backend, Flows.Support);

        await service.SayAsync(shape, Customer, "I need help please");
        var asked = await service.RepliesAsync(Customer, 2);
        await service.SayAsync(shape, Customer, "Asha");
        var offered = await service.RepliesAsync(Customer, 3);
        await service.SayAsync(shape, Customer, "refund");
        var answered = await service.RepliesAsync(Customer, 4);

        asked.Select(message => message.Text).ShouldBe(["Sorry to hear that. Let me help.", "What is your name?"]);
        offered[2].Text.ShouldBe("Thanks Asha, what is it about?");
        offered[2].Options.Select(option => option.Title).ShouldBe(["Order", "Refund", "A person"]);
        answered[3].Text.ShouldBe("Refunds take 5 days.");
        answered.Count.ShouldBe(4);
    }
}

public sealed class SupportDialogueOnLaptop() : SupportDialogueContract(Backend.Laptop);

public sealed class SupportDialogueInProduction() : SupportDialogueContract(Backend.Production);
