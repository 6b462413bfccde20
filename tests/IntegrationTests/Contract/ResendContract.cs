using System.Net;
using System.Text.Json.Nodes;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>What did not arrive is shown, and its words are sent once more at a person's word.</summary>
public abstract class ResendContract(SharedService shared)
{
    private const string First = "Sorry to hear that. Let me help.";
    private const string Second = "What is your name?";

    private readonly string customer = Customers.Next();

    private SupportService Service => shared.Service;

    [Fact]
    public async Task What_failed_is_listed_and_sent_anew_behind_the_rest_however_often_somebody_asks()
    {
        var failed = await FailFirstAsync();

        var listed = await FindAsync("failed", failed);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ResendAsync(failed)));
        var texts = await Service.TextsAsync(customer, 2);
        await Service.DrainAsync();
        var late = await ResendAsync(failed);

        listed["message"]!.AsObject().Word("content").ShouldBe(First);
        listed["message"]!.AsObject().Word("failureReason").ShouldNotBeNull().ShouldContain("Recipient is not a WhatsApp user");
        ((int)listed["attempts"]!).ShouldBe(1);
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.Accepted);
        texts.ShouldBe([Second, First]);
        Service.Msg91.SentTo(customer).Count.ShouldBe(2);
        var ours = (await Service.ConversationAsync(customer)).Ours();
        ours.Select(message => (message.Word("content"), message.Word("status"), (int)message["ordinal"]!)).ShouldBe(
            [(First, "failed", 2), (Second, "sent", 3), (First, "sent", 4)]);
        late.Body.Word("resentAs").ShouldBe(ours[2].Word("id"));
        (await FindAsync("failed", failed)).Word("resentAs").ShouldBe(ours[2].Word("id"));
    }

    [Fact]
    public async Task What_was_sent_anew_moves_nothing_of_the_conversation()
    {
        var failed = await FailFirstAsync();
        var before = (await Service.ConversationAsync(customer))["conversation"]!.AsObject();

        await ResendAsync(failed);
        await Service.RepliesAsync(customer, 2);
        await Service.SayAsync(customer, "Asha");

        (await Service.TextsAsync(customer, 3))[2].ShouldBe("Thanks Asha, what is it about?");
        var after = (await Service.ConversationAsync(customer))["conversation"]!.AsObject();
        after.Word("id").ShouldBe(before.Word("id"));
    }

    [Fact]
    public async Task What_has_arrived_is_not_sent_anew()
    {
        await Service.SayAsync(customer, "count");
        await Service.RepliesAsync(customer, 1);
        await Service.DrainAsync();
        var sent = (await Service.ConversationAsync(customer)).Ours()[0].Word("id")!;

        var answer = await ResendAsync(sent);

        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.Conflict, "message_not_resendable"));
        answer.Detail.ShouldNotBeNull().ShouldContain("is sent");
    }

    [Fact]
    public async Task Once_the_window_has_closed_nothing_is_sent_anew_and_the_way_out_is_told()
    {
        var failed = await FailFirstAsync();
        var dayAgo = Sql.Instant(shared.Backend, Service.Now - TimeSpan.FromHours(25));
        await Service.ExecuteAsync($"UPDATE customers SET last_heard_at = {dayAgo} WHERE {Service.IsAt(customer)}");

        var answer = await ResendAsync(failed);

        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.Conflict, "service_window_closed"));
        answer.Detail.ShouldNotBeNull().ShouldContain("approved template");
        (await Service.CountAsync("inbox WHERE kind = 'resend' AND state = 'pending'")).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found_a_wrong_status_is_named_and_without_the_key_nothing_is_told()
    {
        (await ResendAsync("01990000-0000-7000-8000-000000000000")).Code.ShouldBe("message_not_found");
        var wrong = await Service.AskAsync("/api/v1/messages?status=sent");
        (wrong.Status, wrong.Code).ShouldBe((HttpStatusCode.BadRequest, "invalid"));
        wrong.Detail.ShouldBe("status: not a status that can be listed: failed, unknown or cancelled");
        using var stranger = await Service.Http.GetAsync(new Uri("/api/v1/messages", UriKind.Relative));
        stranger.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task What_waits_for_a_person_is_in_the_metrics_and_in_the_health()
    {
        await FailFirstAsync();
        await Service.AcceptAsync("nothing that can be read");

        await Eventually.BecomesTrueAsync(
            async () => (await Service.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Split('\n')
                .Where(line => line.Contains("messages_failed", StringComparison.Ordinal) || line.Contains("inbox_quarantined_rows", StringComparison.Ordinal))
                .Count(line => !line.StartsWith('#') && !line.EndsWith(" 0", StringComparison.Ordinal)) == 2,
            TimeSpan.FromSeconds(60),
            "they were counted");
        var health = (await Service.GetAsync("/health"))["parts"]!.AsArray().Single(part => (string)part!["name"]! == "attention")!.AsObject();
        health.Word("detail").ShouldNotBeNull().ShouldContain("quarantined; messages: ");
        health.Word("status").ShouldBe("up");
    }

    [Fact]
    public async Task The_document_names_the_codes_of_the_refusals()
    {
        var paths = (await Service.AskAsync("/openapi/v1.json")).Body["paths"]!;

        Conflict(paths, "/api/v1/messages/{id}/resend").ShouldContain("service_window_closed");
        Conflict(paths, "/api/v1/inbox/{id}/replay").ShouldContain("inbox_row_still_unreadable");

        static string Conflict(JsonNode paths, string path) => (string)paths[path]!["post"]!["responses"]!["409"]!["description"]!;
    }

    /// <summary>The first of two replies is refused for good, the second arrives.</summary>
    private async Task<string> FailFirstAsync()
    {
        Service.Msg91.FailNext(Msg91StandInAnswer.HasErrorBody("Recipient is not a WhatsApp user"));
        await Service.SayAsync(customer, "help");
        await Service.RepliesAsync(customer, 1);
        await Service.DrainAsync();
        return (await Service.ConversationAsync(customer)).Ours()[0].Word("id")!;
    }

    private Task<Answer> ResendAsync(string message) => Service.TellAsync($"/api/v1/messages/{message}/resend");

    private async Task<JsonObject> FindAsync(string status, string message) =>
        (await Service.AskAsync($"/api/v1/messages?status={status}&limit=200")).Body["messages"]!.AsArray()
            .Single(view => (string)view!["message"]!["id"]! == message)!.AsObject();
}

[Collection(OnLaptop.Name)]
public sealed class ResendOnLaptop(LaptopService shared) : ResendContract(shared);

[Collection(InProduction.Name)]
public sealed class ResendInProduction(ProductionService shared) : ResendContract(shared);
