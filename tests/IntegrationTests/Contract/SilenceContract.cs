using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>What a customer's silence does to their conversation.</summary>
public abstract class SilenceContract(Backend backend)
{
    private static readonly Dictionary<string, string> Waiting = new(Flows.All)
    {
        ["later"] =
            """
            flow_id: later
            triggers: [ { type: keyword, values: [later] } ]
            steps:
              - { type: message, text: "I come back." }
              - { type: wait, for: 3h }
              - { type: input, variable: answer, text: "Here I am. Well?" }
              - { type: message, text: "You said {answer}." }
            """,
        ["patient"] =
            """
            flow_id: patient
            triggers: [ { type: keyword, values: [patient] } ]
            steps:
              - type: quick_replies
                text: "Yes or no?"
                replies: [ { text: "Yes" }, { text: "No" } ]
                retry_text: "Yes or no, please?"
                timeout: { after: 10h, steps: [ { type: message, text: "Too late." } ] }
            """,
    };

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
    public async Task While_a_flow_waits_for_a_time_its_place_is_kept_and_when_it_goes_on_is_no_silence()
    {
        await using var service = await StartAsync();
        var customer = Customers.Next();
        await service.SayAsync(customer, "later");
        await service.RepliesAsync(customer, 1);
        await service.DrainAsync();

        clock.Move(TimeSpan.FromHours(2));
        await service.SayAsync(customer, "hello?");
        await service.DrainAsync();
        clock.Move(TimeSpan.FromMinutes(61));
        (await service.TextsAsync(customer, 2)).ShouldBe(["I come back.", "Here I am. Well?"]);

        // Nearly two hours after the customer has said anything, and less than one after the flow has.
        await service.DrainAsync();
        clock.Move(TimeSpan.FromMinutes(50));
        await service.SayAsync(customer, "fine");
        (await service.TextsAsync(customer, 3))[2].ShouldBe("You said fine.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_time_out_of_hours_is_awaited_at_its_question_and_fires_once(bool isForgottenByTheCache)
    {
        await using var service = await StartAsync();
        var customer = Customers.Next();
        await service.SayAsync(customer, "patient");
        await service.RepliesAsync(customer, 1);
        await service.DrainAsync();

        clock.Move(TimeSpan.FromHours(9));
        if (isForgottenByTheCache)
        {
            await service.ForgetSessionAsync(customer);
        }

        await service.SayAsync(customer, "perhaps");
        (await service.TextsAsync(customer, 2))[1].ShouldBe("Yes or no, please?");
        await service.DrainAsync();
        clock.Move(TimeSpan.FromHours(9));
        await service.SayAsync(customer, "who knows");
        (await service.TextsAsync(customer, 3))[2].ShouldBe("Yes or no, please?");

        await service.DrainAsync();
        clock.Move(TimeSpan.FromHours(10));
        (await service.TextsAsync(customer, 4))[3].ShouldBe("Too late.");
        await service.SayAsync(customer, "help");
        (await service.TextsAsync(customer, 6))[4..].ShouldBe(["Sorry to hear that. Let me help.", "What is your name?"]);
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

    private Task<SupportService> StartAsync() => SupportService.StartAsync(backend, Waiting, also: clock.Use);
}

public sealed class SilenceOnLaptop() : SilenceContract(Backend.Laptop);

public sealed class SilenceInProduction() : SilenceContract(Backend.Production);
