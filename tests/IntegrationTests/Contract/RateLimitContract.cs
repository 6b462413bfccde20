using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>A customer who writes faster than is answered.</summary>
public abstract class RateLimitContract(Backend backend)
{
    private const string Notice = "You are writing faster than I can answer. I will go on reading in a minute.";

    private readonly MovableClock clock = new();

    [Fact]
    public async Task Who_writes_too_fast_is_told_so_once_and_what_they_write_is_kept()
    {
        await using var service = await StartAsync();
        var customer = Customers.Next();

        foreach (var text in new[] { "count", "1", "2", "3", "4", "5", "6", "7" })
        {
            await service.SayAsync(customer, text);
        }

        await service.DrainAsync();
        (await service.TextsAsync(customer, 6)).ShouldBe(["Begin", "You said 1", "You said 2", "You said 3", "You said 4", Notice]);
        var kept = (await service.ConversationAsync(customer))["messages"]!.AsArray().Where(message => message!.AsObject().Word("direction") == "inbound");
        kept.Select(message => message!.AsObject().Word("content")).ShouldBe(["count", "1", "2", "3", "4", "5", "6", "7"]);
    }

    [Fact]
    public async Task A_minute_later_they_are_answered_again()
    {
        await using var service = await StartAsync();
        var customer = Customers.Next();
        foreach (var text in new[] { "count", "1", "2", "3", "4", "5" })
        {
            await service.SayAsync(customer, text);
        }

        await service.RepliesAsync(customer, 6);
        clock.Move(TimeSpan.FromMinutes(2));
        await service.SayAsync(customer, "6");

        (await service.TextsAsync(customer, 7))[6].ShouldBe("You said 6");
    }

    [Fact]
    public async Task One_customers_flood_does_not_silence_another()
    {
        await using var service = await StartAsync();
        var (fast, other) = (Customers.Next(), Customers.Next());
        foreach (var text in new[] { "count", "1", "2", "3", "4", "5", "6" })
        {
            await service.SayAsync(fast, text);
        }

        await service.SayAsync(other, "count");

        (await service.TextsAsync(other, 1)).ShouldBe(["Begin"]);
    }

    private Task<SupportService> StartAsync() => SupportService.StartAsync(
        backend, Flows.All, new Dictionary<string, string?> { ["CUSTOMER_MESSAGES_PER_MINUTE"] = "5" }, clock.Use);
}

public sealed class RateLimitOnLaptop() : RateLimitContract(Backend.Laptop);

public sealed class RateLimitInProduction() : RateLimitContract(Backend.Production);
