using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>Two programs that answer each other are stopped and shown to people.</summary>
public abstract class BotLoopContract(Backend backend) : IAsyncLifetime
{
    /// <summary>The first message follows nothing; all others in a row are answered, and then no more.</summary>
    private const int MostAnswers = LoopWatch.MostInARow + 1;

    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(200);

    private readonly MovableClock clock = new();
    private readonly string number = Customers.Next();
    private SupportService service = null!;
    private OtherBot bot = null!;

    public async Task InitializeAsync()
    {
        clock.Stop();
        var settings = new Dictionary<string, string?> { ["CUSTOMER_MESSAGES_PER_MINUTE"] = "20" };
        service = await SupportService.StartAsync(backend, Flows.All, settings, clock.Use);
        bot = new OtherBot(service, clock, number);
    }

    public async Task DisposeAsync() => await service.DisposeAsync();

    [Theory]
    [InlineData(0.2, false, MostAnswers)]
    [InlineData(0.2, true, MostAnswers)]
    [InlineData(30, false, MostAnswers)]
    [InlineData(8, true, 50)]
    public async Task A_bot_that_answers_each_of_our_messages_is_stopped_and_shown_to_people(double pause, bool varies, int mostAnswers)
    {
        var isStopped = await bot.TalkAsync(Says(varies), TimeSpan.FromSeconds(pause), most: 70);

        isStopped.ShouldBeTrue();
        bot.Seen.ShouldBeInRange(15, mostAnswers);
        var conversation = await ConversationAsync();
        (conversation.Word("status"), conversation.Word("escalationReason"), conversation.Word("department")).ShouldBe(("escalated", "bot_loop", "support"));
        ((bool)conversation["isFlagged"]!).ShouldBeTrue();
        await Eventually.BecomesTrueAsync(
            () => service.StandIns.Notifications.Received.Any(notice => notice.GetProperty("reason").GetString() == "bot_loop"), Reading.Patience, "people are told");
        (await service.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Split('\n')
            .ShouldContain(line => line.StartsWith("support_bot_loops_total{", StringComparison.Ordinal) && !line.EndsWith(" 0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_more_is_said_to_it_whatever_it_writes()
    {
        await bot.TalkAsync(Says(varies: false), AtOnce, most: 70);
        var seen = bot.Seen;

        foreach (var text in new[] { "We are closed.", "Is anybody there?", "help" })
        {
            clock.Move(AtOnce);
            await service.SayAsync(number, text);
        }

        await service.DrainAsync();
        bot.Seen.ShouldBe(seen);
    }

    [Fact]
    public async Task Other_customers_are_answered_meanwhile_and_afterwards()
    {
        var (meanwhile, afterwards) = (Customers.Next(), Customers.Next());
        await bot.TalkAsync(Says(varies: false), AtOnce, most: 10);

        await service.SayAsync(meanwhile, "help");
        var isStopped = await bot.TalkAsync(Says(varies: false), AtOnce, most: 70);
        await service.SayAsync(meanwhile, "Asha");
        await service.SayAsync(afterwards, "help");

        isStopped.ShouldBeTrue();
        (await service.TextsAsync(meanwhile, 3))[2].ShouldBe("Thanks Asha, what is it about?");
        (await service.TextsAsync(afterwards, 2))[1].ShouldBe("What is your name?");
        var page = await service.GetAsync("/api/v1/conversations?status=escalated");
        page["conversations"]!.AsArray().ShouldHaveSingleItem()!.AsObject().Word("customerPhone").ShouldBe(number);
    }

    [Fact]
    public async Task It_is_recognised_across_restarts_and_by_a_process_that_has_not_met_it()
    {
        await bot.TalkAsync(Says(varies: false), AtOnce, most: 8);
        await service.DrainAsync();
        await service.StopAsync();
        await service.StartAsync();
        await bot.TalkAsync(Says(varies: false), AtOnce, most: 15);
        await service.DrainAsync();
        await service.ForgetSessionAsync(number);

        var isStopped = await bot.TalkAsync(Says(varies: false), AtOnce, most: 70);

        isStopped.ShouldBeTrue();
        bot.Seen.ShouldBeInRange(15, MostAnswers);
    }

    [Fact]
    public async Task Where_nobody_comes_the_bot_is_back_without_a_word_and_the_first_repeat_stops_it_again()
    {
        await bot.TalkAsync(Says(varies: false), AtOnce, most: 70);
        var seen = bot.Seen;

        await ComesBackAsync();
        await service.SayAsync(number, Says(varies: false)(1));
        await service.ConversationAsync(number, details => details["conversation"]!.AsObject().Word("escalationReason") == "bot_loop", "it is stopped again");
        await service.DrainAsync();

        bot.Seen.ShouldBe(seen);
    }

    [Fact]
    public async Task Who_writes_something_else_after_that_is_served()
    {
        await bot.TalkAsync(Says(varies: false), AtOnce, most: 70);
        var seen = bot.Seen;

        await ComesBackAsync();
        await service.SayAsync(number, "help");

        (await service.TextsAsync(number, seen + 2))[seen..].ShouldBe(["Sorry to hear that. Let me help.", "What is your name?"]);
        ((bool)(await ConversationAsync())["isFlagged"]!).ShouldBeTrue();
    }

    private async Task ComesBackAsync()
    {
        clock.Move(TimeSpan.FromMinutes(31));
        await service.ConversationAsync(number, details => details["conversation"]!.AsObject().Word("status") == "active", "the bot is back");
        clock.Move(TimeSpan.FromMinutes(1));
    }

    private async Task<System.Text.Json.Nodes.JsonObject> ConversationAsync() =>
        (await service.ConversationAsync(number))["conversation"]!.AsObject();

    private static Func<int, string> Says(bool varies) => message => varies ? $"Thought {message} of many" : "Thank you for writing. We are closed.";
}

public sealed class BotLoopOnLaptop() : BotLoopContract(Backend.Laptop);

public sealed class BotLoopInProduction() : BotLoopContract(Backend.Production);
