using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>What an agent writes reaches the customer once, in order, and only while WhatsApp takes it.</summary>
public abstract class ReplyContract(Backend backend)
{
    private static readonly Dictionary<string, string?> Patient = new() { ["MSG91_TIMEOUT"] = "60" };

    private readonly MovableClock clock = new();
    private readonly TaskCompletionSource answers = new();
    private readonly string customer = Customers.Next();

    [Fact]
    public async Task A_reply_posted_ten_times_at_once_with_one_key_is_sent_once_and_another_body_under_it_is_refused()
    {
        await using var service = await StartAsync();
        var (meera, id) = await TakenAsync(service);

        var posts = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => meera.ReplyAsync(id, "It leaves today.", "one-key")));
        await service.RepliesAsync(customer, 3);
        await service.DrainAsync();
        var late = await meera.ReplyAsync(id, "It leaves today.", "one-key");
        var other = await meera.ReplyAsync(id, "It leaves tomorrow.", "one-key");
        await service.DrainAsync();

        posts.ShouldAllBe(post => post.Status == HttpStatusCode.Accepted);
        posts.Select(post => (IdsOf(post).Single(), post.Tag)).Distinct().ShouldHaveSingleItem();
        service.Msg91.SentTo(customer).Count(sent => sent.Text == "It leaves today.").ShouldBe(1);
        (late.Status, IdsOf(late).Single(), late.Tag).ShouldBe((HttpStatusCode.Accepted, IdsOf(posts[0]).Single(), posts[0].Tag));
        late.Body["messages"]![0]!.AsObject().Word("status").ShouldBe("sent");
        (other.Status, other.Code).ShouldBe((HttpStatusCode.Conflict, "idempotency_key_reused"));
        service.Msg91.SentTo(customer).Count.ShouldBe(3);
        (await service.CountAsync($"audit WHERE action = 'conversation.replied' AND subject_id = '{id}'")).ShouldBe(1);
    }

    [Fact]
    public async Task Up_to_the_last_moment_of_the_window_it_is_taken_and_then_refused_with_the_way_out()
    {
        clock.Stop();
        await using var service = await StartAsync();
        var (meera, id) = await TakenAsync(service);
        var closesAt = await CloseInAMomentAsync(service);

        var last = await meera.ReplyAsync(id, "Just in time.");
        await service.RepliesAsync(customer, 3);
        clock.Move(TimeSpan.FromMilliseconds(1));
        var late = await meera.ReplyAsync(id, "Too late.");
        await service.DrainAsync();

        last.Status.ShouldBe(HttpStatusCode.Accepted);
        var window = last.Body["window"]!.AsObject();
        ((bool)window["isOpen"]!, (int)window["secondsLeft"]!, At(window, "closesAt")).ShouldBe((true, 0, closesAt));
        (late.Status, late.Code, At(late.Body, "closedAt")).ShouldBe((HttpStatusCode.Conflict, "service_window_closed", closesAt));
        late.Detail.ShouldNotBeNull().ShouldContain("approved template");
        service.Msg91.SentTo(customer).Select(sent => sent.Text).ShouldNotContain("Too late.");
    }

    [Fact]
    public async Task What_was_taken_in_time_and_could_not_leave_in_time_comes_back_failed_with_the_reason()
    {
        clock.Stop();
        await using var service = await StartAsync();
        var (meera, id) = await TakenAsync(service);
        await CloseInAMomentAsync(service);
        service.Msg91.Respond = Msg91StandInAnswer.OkWhen(answers.Task);

        await meera.ReplyAsync(id, "On its way.");
        await service.RepliesAsync(customer, 3);
        var queued = await meera.ReplyAsync(id, "Behind it.");
        clock.Move(TimeSpan.FromMilliseconds(1));
        answers.SetResult();
        await service.DrainAsync();

        queued.Status.ShouldBe(HttpStatusCode.Accepted);
        var message = (await service.GetAsync($"/api/v1/messages/{IdsOf(queued).Single()}"));
        message.Word("conversation").ShouldBe(id);
        (message["message"]!.AsObject().Word("status"), message["message"]!.AsObject().Word("failureReason")).ShouldBe(("failed", "service_window_closed"));
        service.Msg91.SentTo(customer).Count.ShouldBe(3);
    }

    [Fact]
    public async Task While_the_bots_answer_is_on_its_way_it_waits_for_it_and_several_leave_in_their_order()
    {
        await using var service = await StartAsync();
        service.Msg91.Respond = Msg91StandInAnswer.OkWhen(answers.Task);
        await service.SayAsync(customer, "help");
        await service.RepliesAsync(customer, 1);
        var id = IdOf(await service.ConversationAsync(customer));
        var meera = await service.ComesAsync("Meera");
        await meera.TakeOverAsync(id);

        foreach (var text in new[] { "first", "second", "third" })
        {
            (await meera.ReplyAsync(id, text)).Status.ShouldBe(HttpStatusCode.Accepted);
        }

        service.Msg91.SentTo(customer).Count.ShouldBe(1);
        answers.SetResult();

        (await service.TextsAsync(customer, 4)).ShouldBe(["Sorry to hear that. Let me help.", "first", "second", "third"]);
    }

    [Fact]
    public async Task A_long_text_becomes_several_messages_with_what_can_be_tapped_under_the_last()
    {
        await using var service = await StartAsync();
        var (meera, id) = await TakenAsync(service);

        var accepted = await meera.DoAsync(
            id,
            "messages",
            new { text = Flows.LongText, options = new object[] { new { title = "Yes", id = "agreed" }, new { title = "No" } } },
            ("Idempotency-Key", "long"));
        var count = IdsOf(accepted).Count;
        var sent = (await service.RepliesAsync(customer, 2 + count)).Skip(2).ToList();

        count.ShouldBeGreaterThan(2);
        string.Join(' ', sent.Select(message => message.Text)).ShouldBe(Flows.LongText);
        sent.SkipLast(1).ShouldAllBe(message => message.Options.Count == 0);
        sent[^1].Options.ShouldBe([new Msg91StandInOption("agreed", "Yes"), new Msg91StandInOption("reply.2", "No")]);
        await service.DrainAsync();
        (await service.CountAsync("messages WHERE author = 'agent' AND written_by IS NOT NULL")).ShouldBe(count);
    }

    [Fact]
    public async Task Every_refusal_has_its_code_and_nothing_is_stored()
    {
        await using var service = await StartAsync();
        await service.SayAsync(customer, "help");
        await service.RepliesAsync(customer, 2);
        await service.DrainAsync();
        var id = IdOf(await service.ConversationAsync(customer));
        var (meera, ravi) = (await service.ComesAsync("Meera"), await service.ComesAsync("Ravi"));

        var nobodys = await meera.ReplyAsync(id, "hello");
        await ravi.TakeOverAsync(id);
        var somebodys = await meera.ReplyAsync(id, "hello");
        await service.ExecuteAsync($"UPDATE customers SET opted_out_at = {Sql.Instant(backend, service.Now)} WHERE {service.IsAt(customer)}");
        var optedOut = await ravi.ReplyAsync(id, "hello");
        await service.ExecuteAsync($"UPDATE customers SET opted_out_at = NULL, is_active = {(backend == Backend.Laptop ? "0" : "false")} WHERE {service.IsAt(customer)}");
        var inactive = await ravi.ReplyAsync(id, "hello");
        var keyless = await ravi.DoAsync(id, "messages", new { text = "hello" });
        var empty = await ravi.DoAsync(id, "messages", new { text = "" }, ("Idempotency-Key", "k"));
        await ravi.DoAsync(id, "resolve");
        var over = await ravi.ReplyAsync(id, "hello");
        var nowhere = await ravi.ReplyAsync($"{Guid.CreateVersion7()}", "hello");

        (nobodys.Status, nobodys.Code).ShouldBe((HttpStatusCode.Conflict, "conversation_not_taken"));
        nobodys.Detail.ShouldNotBeNull().ShouldContain("takeover");
        (somebodys.Code, somebodys.Body.Word("assignee"), somebodys.Body.Word("assigneeId")).ShouldBe(("conversation_taken", "Ravi", $"{ravi.Id}"));
        (optedOut.Code, inactive.Code, over.Code).ShouldBe(("customer_opted_out", "customer_inactive", "conversation_completed"));
        (keyless.Status, FieldOf(keyless), FieldOf(empty)).ShouldBe((HttpStatusCode.BadRequest, "Idempotency-Key", "text"));
        (nowhere.Status, nowhere.Code).ShouldBe((HttpStatusCode.NotFound, "conversation_not_found"));
        (await service.CountAsync("messages WHERE author = 'agent'")).ShouldBe(0);
        (await service.CountAsync("idempotency_keys")).ShouldBe(0);
    }

    [Fact]
    public async Task How_long_the_customer_waited_for_a_person_is_kept_once()
    {
        await using var service = await StartAsync();
        var (meera, id) = await TakenAsync(service);
        clock.Move(TimeSpan.FromMinutes(10));

        await meera.ReplyAsync(id, "first");
        var first = await WaitAsync();
        clock.Move(TimeSpan.FromHours(1));
        await meera.ReplyAsync(id, "second");

        ((long)first).ShouldBeInRange(600, 660);
        (await WaitAsync()).ShouldBe(first);

        async Task<object> WaitAsync() => (await service.ScalarAsync("SELECT first_response_time FROM conversations WHERE first_response_at IS NOT NULL"))!;
    }

    /// <summary>The customer has written, the bot has answered twice, and an agent has the conversation.</summary>
    private async Task<(Person Meera, string Conversation)> TakenAsync(SupportService service)
    {
        await service.SayAsync(customer, "help");
        await service.RepliesAsync(customer, 2);
        await service.DrainAsync();
        var id = IdOf(await service.ConversationAsync(customer));
        var meera = await service.ComesAsync("Meera");
        (await meera.TakeOverAsync(id)).Status.ShouldBe(HttpStatusCode.OK);
        return (meera, id);
    }

    /// <summary>Until 23:59:59.999 after the customer's last message.</summary>
    private async Task<DateTimeOffset> CloseInAMomentAsync(SupportService service)
    {
        var heard = At((await service.ConversationAsync(customer))["conversation"]!.AsObject(), "lastHeardAt");
        var closesAt = heard + TimeSpan.FromHours(24);
        clock.Move(closesAt - TimeSpan.FromMilliseconds(1) - service.Now);
        return closesAt;
    }

    private static DateTimeOffset At(JsonObject row, string name) => DateTimeOffset.Parse(row.Word(name)!, CultureInfo.InvariantCulture);

    private static string? FieldOf(Answer answer) => (string?)answer.Body["fields"]![0]!["field"];

    private static string IdOf(JsonObject details) => details["conversation"]!.AsObject().Word("id")!;

    private static List<string> IdsOf(Answer accepted) => [.. accepted.Body["messages"]!.AsArray().Select(message => (string)message!["id"]!)];

    private Task<SupportService> StartAsync() => SupportService.StartAsync(backend, Flows.All, Patient, clock.Use);
}

public sealed class RepliesOnLaptop() : ReplyContract(Backend.Laptop);

public sealed class RepliesInProduction() : ReplyContract(Backend.Production);
