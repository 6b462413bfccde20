using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>What is kept for a time is removed by the running program, and what a provider repeats after that has no second effect.</summary>
public abstract class RetentionContract(Backend backend)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly MovableClock clock = new();

    [Fact]
    public async Task What_was_said_goes_in_time_and_its_repeat_is_known_until_its_row_goes_too()
    {
        await using var service = await SupportService.StartAsync(
            backend, Flows.All, new Dictionary<string, string?> { ["RETAIN_MESSAGES_DAYS"] = "5", ["RETAIN_INBOX_DAYS"] = "20" }, clock.Use);
        var (customer, other) = (Customers.Next(), Customers.Next());
        var body = Shape.Msg91.Text(customer, "help", Posting.NewId());
        (await service.AcceptAsync(body)).Accepted.ShouldBe(1);
        await service.RepliesAsync(customer, 2);
        await service.DrainAsync();

        clock.Move(4 * Day);
        await BecomesAsync(service, "conversations WHERE status = 'completed'", 1, "the silent conversation is completed");
        await service.SayAsync(other, "help");
        await service.RepliesAsync(other, 2);
        (await service.CountAsync("messages")).ShouldBe(6);

        clock.Move(1.5 * Day);
        await BecomesAsync(service, "messages", 3, "what was said first is gone");
        await BecomesAsync(service, "customers", 1, "and so is who said it");

        (await service.AcceptAsync(body)).Duplicates.ShouldBe(1);
        await service.DrainAsync();
        service.Msg91.SentTo(customer).Count.ShouldBe(2);
        (await service.CountAsync("customers")).ShouldBe(1);
        (await service.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative))).ShouldContain("support_rows_removed_total{kind=\"messages\"} 3");

        // Nothing that is known of them stands in the way of who comes back.
        await service.SayAsync(customer, "help");
        (await service.TextsAsync(customer, 4))[2..].ShouldBe(["Sorry to hear that. Let me help.", "What is your name?"]);
        await service.DrainAsync();

        clock.Move(21 * Day);
        await BecomesAsync(service, "inbox", 0, "the inbox is empty");
        (await service.AcceptAsync(body)).Accepted.ShouldBe(1);
    }

    private static Task BecomesAsync(SupportService service, string from, long count, string what) =>
        Eventually.BecomesTrueAsync(async () => await service.CountAsync(from) == count, Reading.Patience, what);
}

public sealed class RetentionOnLaptop() : RetentionContract(Backend.Laptop);

public sealed class RetentionInProduction() : RetentionContract(Backend.Production);
