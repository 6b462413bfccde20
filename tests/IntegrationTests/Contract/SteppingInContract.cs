using System.Net;
using System.Text.Json.Nodes;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>People hand on, settle and flag conversations: at once with each other and with the bot, each change once, and written down.</summary>
public abstract class SteppingInContract(SharedService shared)
{
    private const int Rounds = 25;

    private readonly string customer = Customers.Next();

    private SupportService Service => shared.Service;

    [Fact]
    public async Task Of_two_agents_who_take_over_at_once_one_has_it_and_the_other_is_told_who()
    {
        var (meera, ravi) = (await Service.ComesAsync("Meera"), await Service.ComesAsync("Ravi"));
        for (var round = 0; round < Rounds; round++)
        {
            var id = await BegunAsync(Customers.Next());

            var answers = await Task.WhenAll(
                new[] { meera, ravi, meera, ravi }.OrderBy(_ => Random.Shared.Next()).Select(async who => (Who: who, Answer: await who.TakeOverAsync(id))));

            var winner = answers.Where(pair => pair.Answer.Status == HttpStatusCode.OK).Select(pair => pair.Who).Distinct().ShouldHaveSingleItem();
            var losers = answers.Where(pair => pair.Who != winner).Select(pair => pair.Answer).ToList();
            losers.Count.ShouldBe(2);
            losers.ShouldAllBe(loser => loser.Code == "conversation_taken" && loser.Body.Word("assignee") == winner.Name && loser.Body.Word("assigneeId") == $"{winner.Id}");
            (await EntriesAsync(id)).ShouldBe([$"conversation.taken_over {winner.Name}"]);
        }
    }

    [Fact]
    public async Task It_is_handed_to_an_agent_who_then_answers_and_nobody_else()
    {
        var agent = await SignedIn.AsAsync(Service, Role.Agent);
        var (meera, devi) = (await Service.ComesAsync("Meera"), await Service.ComesAsync("Devi", Role.Supervisor));
        var id = await BegunAsync(customer);
        var to = new { assignee = agent.Id, department = "billing" };

        var nobodys = await meera.DoAsync(id, "assign", to);
        await meera.TakeOverAsync(id);
        var handed = await meera.DoAsync(id, "assign", to);
        var again = await devi.DoAsync(id, "assign", to);
        var late = await meera.DoAsync(id, "assign", to);
        var reply = await agent.SendAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/messages", new { text = "hello" }, ("Idempotency-Key", "k"));

        (nobodys.Status, nobodys.Code).ShouldBe((HttpStatusCode.Forbidden, "not_allowed"));
        (handed.Status, handed.Body.Word("assigneeId"), handed.Body.Word("department")).ShouldBe((HttpStatusCode.OK, $"{agent.Id}", "billing"));
        ((long)handed.Body["ownershipEpoch"]!).ShouldBe(2);
        (again.Status, again.Tag, (long)again.Body["ownershipEpoch"]!).ShouldBe((HttpStatusCode.OK, handed.Tag, 2));
        (late.Code, late.Body.Word("assigneeId")).ShouldBe(("conversation_taken", $"{agent.Id}"));
        reply.Status.ShouldBe(HttpStatusCode.Accepted);
        (await Service.TextsAsync(customer, 3))[2].ShouldBe("hello");
        (await EntriesAsync(id))[1].ShouldBe("conversation.assigned Meera");
    }

    [Fact]
    public async Task Handed_out_of_the_bots_hands_it_is_a_fence_that_tells_what_the_bot_left()
    {
        var agent = await SignedIn.AsAsync(Service, Role.Agent);
        var devi = await Service.ComesAsync("Devi", Role.Supervisor);
        var answers = new TaskCompletionSource();
        Service.Msg91.FailNext(Msg91StandInAnswer.OkWhen(answers.Task));
        await Service.SayAsync(customer, "help");
        await Service.RepliesAsync(customer, 1);
        var id = IdOf(await Service.ConversationAsync(customer));

        var handed = await devi.DoAsync(id, "assign", new { assignee = agent.Id });
        answers.SetResult();
        await Service.DrainAsync();

        handed.Body["inFlight"]!.AsArray().Select(message => (string)message!["content"]!).ShouldBe(["Sorry to hear that. Let me help."]);
        handed.Body["withdrawn"]!.AsArray().Select(message => (string)message!["content"]!).ShouldBe(["What is your name?"]);
        Service.Msg91.SentTo(customer).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Only_an_agent_who_is_active_and_may_answer_is_handed_something()
    {
        var (viewer, gone) = (await SignedIn.AsAsync(Service, Role.Viewer), await SignedIn.AsAsync(Service, Role.Agent));
        await Service.AskAsync(HttpMethod.Patch, $"/api/v1/agents/{gone.Id}", new { isActive = false });
        var devi = await Service.ComesAsync("Devi", Role.Supervisor);
        var id = await BegunAsync(customer);

        (await devi.DoAsync(id, "assign", new { assignee = viewer.Id })).Code.ShouldBe("assignee_may_not_answer");
        (await devi.DoAsync(id, "assign", new { assignee = gone.Id })).Code.ShouldBe("assignee_inactive");
        foreach (var nobody in new[] { $"{Guid.CreateVersion7()}", "Meera" })
        {
            var refused = await devi.DoAsync(id, "assign", new { assignee = nobody });
            (refused.Status, (string?)refused.Body["fields"]![0]!["field"]).ShouldBe((HttpStatusCode.BadRequest, "assignee"));
        }

        (await EntriesAsync(id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_settled_says_nothing_more_of_the_bot_and_the_next_message_begins_a_new_conversation()
    {
        var answers = new TaskCompletionSource();
        Service.Msg91.FailNext(Msg91StandInAnswer.OkWhen(answers.Task));
        await Service.SayAsync(customer, "help");
        await Service.RepliesAsync(customer, 1);
        var id = IdOf(await Service.ConversationAsync(customer));
        var (meera, ravi) = (await Service.ComesAsync("Meera"), await Service.ComesAsync("Ravi"));

        var resolved = await meera.DoAsync(id, "resolve");
        var again = await ravi.DoAsync(id, "resolve");
        answers.SetResult();
        await Service.DrainAsync();
        await Service.SayAsync(customer, "help");

        (resolved.Status, resolved.Body.Word("status")).ShouldBe((HttpStatusCode.OK, "completed"));
        ((long)resolved.Body["resolutionTime"]!).ShouldBeInRange(0, 120);
        (again.Body.ToJsonString(), again.Tag).ShouldBe((resolved.Body.ToJsonString(), resolved.Tag));
        (await Service.TextsAsync(customer, 3)).ShouldBe(["Sorry to hear that. Let me help.", "Sorry to hear that. Let me help.", "What is your name?"]);
        IdOf(await Service.ConversationAsync(customer)).ShouldNotBe(id);
        (await Service.GetAsync($"/api/v1/conversations/{id}")).Ours().Select(message => (message.Word("status"), message.Word("failureReason"))).ShouldBe(
            [("sent", null), ("cancelled", "resolved")]);
        (await EntriesAsync(id)).ShouldBe(["conversation.resolved Meera"]);
    }

    [Fact]
    public async Task What_somebody_has_is_settled_and_given_back_by_them_or_by_who_may_act_for_them()
    {
        var (meera, ravi, devi) = (await Service.ComesAsync("Meera"), await Service.ComesAsync("Ravi"), await Service.ComesAsync("Devi", Role.Supervisor));
        var id = await BegunAsync(customer);
        await meera.TakeOverAsync(id);

        (await ravi.DoAsync(id, "resolve")).Code.ShouldBe("conversation_taken");
        (await ravi.DoAsync(id, "give-back")).Code.ShouldBe("conversation_taken");
        (await devi.DoAsync(id, "give-back")).Status.ShouldBe(HttpStatusCode.Accepted);
        await Service.DrainAsync();
        await ravi.TakeOverAsync(id);
        (await devi.DoAsync(id, "resolve")).Status.ShouldBe(HttpStatusCode.OK);

        (await EntriesAsync(id)).ShouldBe(
            ["conversation.taken_over Meera", "conversation.given_back Devi", "conversation.taken_over Ravi", "conversation.resolved Devi"]);
    }

    [Fact]
    public async Task A_change_that_names_the_version_happens_only_while_it_is_the_present_one()
    {
        var meera = await Service.ComesAsync("Meera");
        var id = await BegunAsync(customer);
        var path = $"/api/v1/conversations/{id}/flag";

        var first = await meera.AskAsync(HttpMethod.Put, path, new { flagged = true });
        var right = await meera.AskAsync(HttpMethod.Put, path, new { flagged = false }, ("If-Match", first.Tag!));
        var late = await meera.AskAsync(HttpMethod.Put, path, new { flagged = true }, ("If-Match", first.Tag!));
        var weak = await meera.AskAsync(HttpMethod.Put, path, new { flagged = true }, ("If-Match", "W/" + right.Tag!));
        var malformed = await meera.DoAsync(id, "resolve", null, ("If-Match", "7"));

        (first.Status, right.Status, weak.Status).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK));
        (late.Status, late.Code, $"\"{late.Body["version"]}\"").ShouldBe((HttpStatusCode.PreconditionFailed, "version_mismatch", right.Tag));
        malformed.Status.ShouldBe(HttpStatusCode.BadRequest);
        malformed.Detail.ShouldNotBeNull().ShouldStartWith("If-Match: not a version");
        (await EntriesAsync(id)).ShouldBe(["conversation.flagged Meera", "conversation.unflagged Meera", "conversation.flagged Meera"]);
    }

    [Fact]
    public async Task A_turn_under_way_when_an_agent_acts_is_decided_anew_and_answered_once()
    {
        var meera = await Service.ComesAsync("Meera");
        Service.OpenRouter.Script("vendor/primary", OpenRouterStandInAnswer.Text("We open at nine."));
        await Service.SayAsync(customer, "When do you open?");
        await Service.RepliesAsync(customer, 1);
        await Service.DrainAsync();
        var id = IdOf(await Service.ConversationAsync(customer));

        // The model thinks until the agent has acted; the turn that waits for it knows nothing of that.
        var asked = Service.OpenRouter.Requests.Count;
        Service.OpenRouter.Script("vendor/primary", OpenRouterStandInAnswer.Hang, OpenRouterStandInAnswer.Text("decided anew"));
        Service.OpenRouter.Script("vendor/second", OpenRouterStandInAnswer.Text("too late"));
        await Service.SayAsync(customer, "And when do you close?");
        await Eventually.BecomesTrueAsync(() => Service.OpenRouter.Requests.Count > asked, Reading.Patience, "the model is asked");
        var flagged = await meera.AskAsync(HttpMethod.Put, $"/api/v1/conversations/{id}/flag", new { flagged = true });
        await Eventually.BecomesTrueAsync(() => Service.Msg91.SentTo(customer).Count >= 2, TimeSpan.FromSeconds(60), "the customer is answered");
        await Service.DrainAsync();

        flagged.Status.ShouldBe(HttpStatusCode.OK);
        (await Service.TextsAsync(customer, 2)).ShouldBe(["We open at nine.", "decided anew"]);
        ((bool)(await Service.ConversationAsync(customer))["conversation"]!["isFlagged"]!).ShouldBeTrue();
    }

    /// <summary>A conversation in which the bot has said all that it had to say for now.</summary>
    private async Task<string> BegunAsync(string by)
    {
        await Service.SayAsync(by, "help");
        await Service.RepliesAsync(by, 2);
        await Service.DrainAsync();
        return IdOf(await Service.ConversationAsync(by));
    }

    private static string IdOf(JsonObject details) => details["conversation"]!.AsObject().Word("id")!;

    /// <summary>What the audit log says of it: what was done, and who did it.</summary>
    private Task<IReadOnlyList<string>> EntriesAsync(string conversation) =>
        Service.ListAsync<string>($"SELECT action || ' ' || actor_name FROM audit WHERE subject_id = '{conversation}' ORDER BY id");
}

[Collection(OnLaptop.Name)]
public sealed class SteppingInOnLaptop(LaptopService shared) : SteppingInContract(shared);

[Collection(InProduction.Name)]
public sealed class SteppingInInProduction(ProductionService shared) : SteppingInContract(shared);
