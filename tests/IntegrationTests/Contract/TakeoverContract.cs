using System.Net;
using System.Text.Json.Nodes;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>Promise 6, over HTTP: after a person's take-over nothing of the bot is sent, until the conversation is given back.</summary>
public abstract class TakeoverContract(Backend backend)
{
    private static readonly Dictionary<string, string?> Patient = new() { ["MSG91_TIMEOUT"] = "60" };

    private readonly MovableClock clock = new();
    private readonly TaskCompletionSource answers = new();

    [Fact]
    public async Task In_the_middle_of_the_bots_answer_a_person_takes_over_and_later_gives_it_back()
    {
        await using var service = await StartAsync();
        var customer = Customers.Next();
        service.Msg91.Respond = Msg91StandInAnswer.OkWhen(answers.Task);
        await service.SayAsync(customer, "help");
        await service.RepliesAsync(customer, 1);
        var id = IdOf(await service.ConversationAsync(customer));

        var meera = await service.ComesAsync("Meera");
        var taking = await meera.TakeOverAsync(id);
        var takeover = taking.Body;
        answers.SetResult();
        await service.SayAsync(customer, "Asha");
        await service.SayAsync(customer, "help");
        await service.DrainAsync();
        var taken = await service.ConversationAsync(customer);

        taking.Status.ShouldBe(HttpStatusCode.OK);
        (takeover.Word("assignee"), (long)takeover["ownershipEpoch"]!).ShouldBe(("Meera", 1L));
        Texts(takeover, "inFlight").ShouldBe(["Sorry to hear that. Let me help."]);
        Texts(takeover, "withdrawn").ShouldBe(["What is your name?"]);
        service.Msg91.SentTo(customer).Count.ShouldBe(1);
        taken.Ours().Select(message => message.Word("status")).ShouldBe(["sent", "cancelled"]);
        taken.Ours()[1].Word("failureReason").ShouldBe("taken_over");
        var conversation = taken["conversation"]!.AsObject();
        (conversation.Word("status"), conversation.Word("assignee"), (long)conversation["ownershipEpoch"]!).ShouldBe(("escalated", "Meera", 1L));

        (await meera.DoAsync(id, "give-back")).Status.ShouldBe(HttpStatusCode.Accepted);
        await service.DrainAsync();
        await service.SayAsync(customer, "help");

        (await service.TextsAsync(customer, 3))[1..].ShouldBe(["Sorry to hear that. Let me help.", "What is your name?"]);
        await service.DrainAsync();
        service.Msg91.SentTo(customer).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Who_is_taken_care_of_is_neither_announced_nor_timed_out()
    {
        await using var service = await StartAsync();
        var customer = Customers.Next();
        await service.SayAsync(customer, "help");
        await service.RepliesAsync(customer, 2);
        var id = IdOf(await service.ConversationAsync(customer));
        await (await service.ComesAsync("Meera")).TakeOverAsync(id);

        clock.Move(TimeSpan.FromMinutes(31));
        var other = Customers.Next();
        foreach (var text in new[] { "help", "Asha", "A person" })
        {
            await service.SayAsync(other, text);
        }

        // The pump has looked at everybody once it has come to somebody who waits.
        await service.RepliesAsync(other, 4);
        await Eventually.BecomesTrueAsync(() => service.StandIns.Notifications.Received.Count > 0, Reading.Patience, "people hear of who waits");
        clock.Move(TimeSpan.FromMinutes(31));
        await service.RepliesAsync(other, 5);
        await service.DrainAsync();

        service.StandIns.Notifications.Received.ShouldAllBe(notice => notice.GetProperty("conversation_id").GetString() != id);
        service.Msg91.SentTo(customer).Count.ShouldBe(2);
        (await service.ConversationAsync(customer))["conversation"]!.AsObject().Word("assignee").ShouldBe("Meera");
    }

    [Fact]
    public async Task Every_refusal_has_its_code_and_taking_what_one_has_is_none()
    {
        await using var service = await StartAsync();
        var customer = Customers.Next();
        await service.SayAsync(customer, "help");
        await service.RepliesAsync(customer, 2);
        await service.DrainAsync();
        var id = IdOf(await service.ConversationAsync(customer));

        var (meera, ravi) = (await service.ComesAsync("Meera"), await service.ComesAsync("Ravi"));
        var nobodys = await meera.DoAsync(id, "give-back");
        var first = await meera.TakeOverAsync(id);
        clock.Move(TimeSpan.FromMinutes(1));
        var again = await meera.TakeOverAsync(id);
        var other = await ravi.TakeOverAsync(id);
        var named = await meera.DoAsync(id, "takeover", new { assignee = "Ravi" });
        var strangers = await ravi.DoAsync(id, "give-back");
        var unknown = await meera.TakeOverAsync(Guid.Empty.ToString());
        clock.Move(TimeSpan.FromHours(25));
        var over = await meera.TakeOverAsync(id);

        Refused(nobodys).ShouldBe((HttpStatusCode.Conflict, "conversation_not_taken"));
        (first.Status, again.Status).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
        again.Body.ToJsonString().ShouldBe(first.Body.ToJsonString());
        Refused(other).ShouldBe((HttpStatusCode.Conflict, "conversation_taken"));
        (other.Body.Word("assignee"), other.Body.Word("assigneeId"), other.Body.Word("since")).ShouldBe(
            ("Meera", $"{meera.Id}", first.Body.Word("since")));
        Refused(named).ShouldBe((HttpStatusCode.BadRequest, "invalid"));
        named.Detail.ShouldNotBeNull().ShouldContain("/assign");
        Refused(strangers).ShouldBe((HttpStatusCode.Conflict, "conversation_taken"));
        strangers.Body.Word("assignee").ShouldBe("Meera");
        Refused(unknown).ShouldBe((HttpStatusCode.NotFound, "conversation_not_found"));
        Refused(over).ShouldBe((HttpStatusCode.Conflict, "conversation_completed"));
    }

    private static string IdOf(JsonObject details) => details["conversation"]!.AsObject().Word("id")!;

    private static string?[] Texts(JsonObject takeover, string list) => [.. takeover[list]!.AsArray().Select(message => message!.AsObject().Word("content"))];

    private static (HttpStatusCode, string?) Refused(Answer answer) => (answer.Status, answer.Code);

    private Task<SupportService> StartAsync() => SupportService.StartAsync(backend, Flows.All, Patient, clock.Use);
}

public sealed class TakeoverOnLaptop() : TakeoverContract(Backend.Laptop);

public sealed class TakeoverInProduction() : TakeoverContract(Backend.Production);
