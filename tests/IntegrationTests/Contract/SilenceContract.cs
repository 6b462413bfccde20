using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>What a customer's silence does to their conversation.</summary>
public abstract class SilenceContract(Backend backend)
{
    private readonly MovableClock clock = new();

    [Fact]
    public async Task Within_an_hour_the_place_in_a_flow_is_kept()
    {
        await using var service = await StartAsync();
        var customer = Customers.Next();
        await AskedForNameAsync(service, customer);

        clock.Move(TimeSpan.FromMinutes(55));
        await service.SayAsync(customer, "Asha");

        (await service.TextsAsync(customer, 3))[2].ShouldBe("Thanks Asha, what is it about?");
    }

    [Fact]
    public async Task After_an_hour_the_place_in_a_flow_is_forgotten_and_the_conversation_goes_on()
    {
        await using var service = await StartAsync();
        var customer = Customers.Next();
        await AskedForNameAsync(service, customer);
        var before = await service.ConversationAsync(customer);

        clock.Move(TimeSpan.FromMinutes(61));
        await service.SayAsync(customer, "Asha");

        (await service.TextsAsync(customer, 3))[2].ShouldBe("Hello from vendor/primary");
        (await service.ConversationAsync(customer))["conversation"]!.AsObject().Word("id").ShouldBe(before["conversation"]!.AsObject().Word("id"));
    }

    [Fact]
    public async Task After_a_day_the_next_message_begins_a_new_conversation()
    {
        await using var service = await StartAsync();
        var customer = Customers.Next();
        await AskedForNameAsync(service, customer);

        clock.Move(TimeSpan.FromHours(25));
        await service.SayAsync(customer, "help");

        (await service.TextsAsync(customer, 4))[2..].ShouldBe(["Sorry to hear that. Let me help.", "What is your name?"]);
        var conversations = (await service.GetAsync("/api/v1/conversations"))["conversations"]!.AsArray().Select(row => row!.AsObject()).ToList();
        conversations.Select(row => row.Word("status")).ShouldBe(["active", "completed"], ignoreOrder: true);
        var over = conversations.Single(row => row.Word("status") == "completed");
        ((long)over["resolutionTime"]!).ShouldBeGreaterThanOrEqualTo(24 * 3600);
        over.Word("currentFlow").ShouldBeNull();
    }

    [Fact]
    public async Task After_a_day_a_conversation_is_completed_without_another_word()
    {
        await using var service = await StartAsync();
        var customer = Customers.Next();
        await AskedForNameAsync(service, customer);

        clock.Move(TimeSpan.FromHours(25));

        await Eventually.BecomesTrueAsync(
            async () => (await service.ConversationAsync(customer))["conversation"]!.AsObject().Word("status") == "completed",
            Reading.Patience,
            "the silent conversation is completed");
    }

    private static async Task AskedForNameAsync(SupportService service, string customer)
    {
        await service.SayAsync(customer, "help");
        await service.RepliesAsync(customer, 2);
        await service.DrainAsync();
    }

    private Task<SupportService> StartAsync() => SupportService.StartAsync(backend, Flows.All, also: clock.Use);
}

public sealed class SilenceOnLaptop() : SilenceContract(Backend.Laptop);

public sealed class SilenceInProduction() : SilenceContract(Backend.Production);
