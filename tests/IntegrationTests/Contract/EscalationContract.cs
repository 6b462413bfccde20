using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>A customer asks for a person; somebody hears of it, or the bot comes back.</summary>
public abstract class EscalationContract(Backend backend)
{
    private readonly MovableClock clock = new();

    [Fact]
    public async Task Who_asks_for_a_person_is_handed_over_and_the_bot_falls_silent()
    {
        await using var service = await StartAsync();
        var customer = Customers.Next();

        await HandedOverAsync(service, customer);
        await service.SayAsync(customer, "help");
        await service.DrainAsync();

        service.Msg91.SentTo(customer).Count.ShouldBe(4);
        var details = await service.ConversationAsync(customer);
        var conversation = details["conversation"]!.AsObject();
        (conversation.Word("status"), conversation.Word("department"), conversation.Word("currentFlow")).ShouldBe(("escalated", "billing", null));
        details["messages"]!.AsArray()[^1]!.AsObject().Word("content").ShouldBe("help");
    }

    [Fact]
    public async Task People_are_told_even_where_the_first_tries_fail()
    {
        await using var service = await StartAsync();
        var customer = Customers.Next();
        service.StandIns.Notifications.FailNext(500, 503, 500);

        await HandedOverAsync(service, customer);
        await Eventually.BecomesTrueAsync(() => service.StandIns.Notifications.Received.Count >= 4, Reading.Patience, "people are told once more after three failures");
        var conversation = (await service.ConversationAsync(customer))["conversation"]!.AsObject();

        foreach (var notice in service.StandIns.Notifications.Received)
        {
            notice.GetProperty("department").GetString().ShouldBe("billing");
            notice.GetProperty("reason").GetString().ShouldBe(conversation.Word("escalationReason").ShouldNotBeNull());
            notice.GetProperty("conversation_id").GetString().ShouldBe(conversation.Word("id"));
        }
    }

    [Fact]
    public async Task People_are_told_of_one_escalation_once()
    {
        await using var service = await StartAsync();
        var (first, second) = (Customers.Next(), Customers.Next());
        await HandedOverAsync(service, first);
        await Eventually.BecomesTrueAsync(() => service.StandIns.Notifications.Received.Count >= 1, Reading.Patience, "people are told");

        await HandedOverAsync(service, second);
        await Eventually.BecomesTrueAsync(() => service.StandIns.Notifications.Received.Count >= 2, Reading.Patience, "people are told of the second");

        service.StandIns.Notifications.Received.Select(notice => notice.GetProperty("conversation_id").GetString()).ShouldBeUnique();
    }

    [Fact]
    public async Task Where_nobody_comes_the_bot_is_back_with_an_apology_and_answers_again()
    {
        await using var service = await StartAsync();
        var customer = Customers.Next();
        await HandedOverAsync(service, customer);
        await service.DrainAsync();

        clock.Move(TimeSpan.FromMinutes(31));
        var apology = (await service.TextsAsync(customer, 5))[4];
        await service.SayAsync(customer, "help");

        apology.ShouldStartWith("I am sorry, none of my colleagues is free yet.");
        (await service.TextsAsync(customer, 7))[5..].ShouldBe(["Sorry to hear that. Let me help.", "What is your name?"]);
        var conversation = (await service.ConversationAsync(customer))["conversation"]!.AsObject();
        (conversation.Word("status"), conversation.Word("department")).ShouldBe(("active", null));
    }

    [Fact]
    public async Task Who_asks_for_a_person_again_is_handed_over_again()
    {
        await using var service = await StartAsync();
        var customer = Customers.Next();
        await HandedOverAsync(service, customer);
        await service.DrainAsync();
        clock.Move(TimeSpan.FromMinutes(31));
        await service.RepliesAsync(customer, 5);

        foreach (var text in new[] { "help", "Asha", "a person" })
        {
            await service.SayAsync(customer, text);
        }

        await service.RepliesAsync(customer, 9);
        await service.DrainAsync();
        clock.Move(TimeSpan.FromMinutes(31));

        (await service.TextsAsync(customer, 10))[9].ShouldStartWith("I am sorry, none of my colleagues is free yet.");
    }

    private static async Task HandedOverAsync(SupportService service, string customer)
    {
        foreach (var text in new[] { "help", "Asha", "A person" })
        {
            await service.SayAsync(customer, text);
        }

        (await service.TextsAsync(customer, 4))[3].ShouldBe("I am handing you over to a colleague, who will write to you here.");
    }

    private Task<SupportService> StartAsync() => SupportService.StartAsync(backend, Flows.All, also: clock.Use);
}

public sealed class EscalationOnLaptop() : EscalationContract(Backend.Laptop);

public sealed class EscalationInProduction() : EscalationContract(Backend.Production);
