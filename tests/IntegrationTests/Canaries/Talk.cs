using System.Net;
using System.Text.Json.Nodes;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Canaries;

/// <summary>A customer with all their canaries on every path through the program, those on which things fail among them.</summary>
internal sealed class Talk(IRunningSupport service)
{
    private static readonly string[] Models = ["vendor/primary", "vendor/second", "vendor/third"];

    private int replies;

    /// <summary>With flows that say back what they are told, and hand it on.</summary>
    public static IReadOnlyDictionary<string, string> Flows { get; } = new Dictionary<string, string>(Contract.Flows.All)
    {
        ["bird"] =
            """
            flow_id: bird
            triggers: [ { type: keyword, values: [bird] } ]
            steps:
              - { type: input, variable: bird, text: "Which one?" }
              - { type: quick_replies, text: "So {bird} it is?", replies: [ { text: "Yes", action: flow, target: keeper }, { text: "No" } ] }
            """,
        ["keeper"] =
            """
            flow_id: keeper
            steps:
              - { type: input, variable: why, text: "Why?" }
              - { type: escalate, department: aviary, reason: "because {why}" }
            """,
    };

    public Flock Flock { get; } = new();

    public string Conversation { get; private set; } = "";

    public string Customer { get; private set; } = "";

    /// <summary>To the model and back, with a photo.</summary>
    public async Task BeginAsync()
    {
        service.StandIns.OpenRouter.Script(Models[0], OpenRouterStandInAnswer.Text(Flock.FromModel));
        await SayAsync(Flock.Question, 1);
        service.StandIns.OpenRouter.Requests[^1].Body.GetRawText().ShouldContain("Bernsteinschn");
        var photo = new JsonObject { ["id"] = "media-1", ["caption"] = Flock.Caption, ["filename"] = Flock.File };
        await DeliverAsync(Edit(Shapes.Medium(Flock.Phone, "image", Posting.NewId()), root =>
        {
            var inside = JsonNode.Parse((string)root["messages"]!)!;
            inside[0]!["image"] = photo;
            root["messages"] = inside.ToJsonString();
            root["url"] = $"https://media.example/{Flock.File}";
        }));
        await AnsweredAsync(1);
        await FindAsync();
    }

    /// <summary>Learns by which ids the program knows them.</summary>
    public async Task FindAsync()
    {
        var found = await service.ConversationAsync(Flock.Phone);
        Conversation = found["conversation"]!.AsObject().Word("id")!;
        Customer = found["customer"]!.AsObject().Word("id")!;
    }

    /// <summary>The model, MSG91 and whoever is notified answer with errors that quote; MSG91 reports what failed in the same words.</summary>
    public async Task FailAsync()
    {
        service.StandIns.OpenRouter.Script(
            Models[0], OpenRouterStandInAnswer.Error(400, $$"""{"raw":"{{Flock.Phone}}"}""", Flock.Quoting(Flock.Unanswered)));
        service.StandIns.OpenRouter.Script(Models[1], OpenRouterStandInAnswer.Raw(200, $"<html>{Flock.Quoting(Flock.Unanswered)}</html>"));
        service.StandIns.OpenRouter.Script(Models[2], OpenRouterStandInAnswer.Completion(
            "null", model: Flock.Fault, finishReason: Flock.Fault));
        await SayAsync(Flock.Unanswered, 1);

        service.StandIns.Msg91.FailNext(
            Msg91StandInAnswer.Status(503, Flock.Quoting("Which one?")), Msg91StandInAnswer.HasErrorBody(Flock.Quoting("Which one?")));
        await SayAsync("bird", 0);
        await service.DrainAsync();
        await SayAsync(Flock.Variable, 1);
        await ReportAsync(await IdOfLastAsync());
        await service.ConversationAsync(
            Flock.Phone,
            found => found.Ours().Count(message => message.Word("failureReason")?.Contains(Flock.Fault, StringComparison.Ordinal) == true) == 2,
            "what MSG91 says is told to people");

        service.StandIns.Notifications.FailNext(500, 500, 500);
        await SayAsync("Yes", 1);
        await SayAsync(Flock.Why, 1);
        await Eventually.BecomesTrueAsync(() => service.StandIns.Notifications.Received.Count > 0, Reading.Patience, "people are told");
        service.StandIns.Notifications.Received[0].GetRawText().ShouldContain("beak");
    }

    /// <summary>Whatever is posted that is no message, and by whoever it is.</summary>
    /// <returns>The answers.</returns>
    public async Task<IReadOnlyList<string>> PostRubbishAsync()
    {
        var (text, told) = (Flock.Unread, new List<string>());
        string[] bodies =
        [
            $$"""{"from":"+{{Flock.Phone}}","timestamp":1772340300,"note":"{{text}}"}""",
            $$"""{"from":"{{text}}","text":"{{text}}","timestamp":1772340300}""",
            $$"""{"from":"+{{Flock.Phone}}","text":"{{text}}","timestamp":"{{text}}"}""",
            $$"""{"customerNumber":"{{Flock.Phone}}","integratedNumber":"{{text}}","contentType":"{{text}}","uuid":"{{text}}","customerName":"{{Flock.Name}}"}""",
            $$"""{"customerNumber":"{{Flock.Phone}}","eventName":"{{text}}","reason":"{{text}}","direction":"1"}""",
            $"[{text}",
            $"{text}",
            "",
        ];
        foreach (var body in bodies)
        {
            told.Add(await ToldAsync(service.PostAsync(body)));
            told.Add(await ToldAsync(service.PostAsync(body, Posting.Reports)));
        }

        told.Add(await ToldAsync(service.PostAsync(text, secret: text)));
        told.Add(await ToldAsync(service.PostWithAsync(text, $"{Posting.Inbound}?token={Uri.EscapeDataString(text)}", ("X-Webhook-Token", Flock.UserId))));
        return told;
    }

    /// <summary>A person takes it over, answers, writes down what they know, finds what was said and has all of it in one file.</summary>
    /// <returns>The file.</returns>
    public async Task<string> AnswerAsync()
    {
        var devi = await service.ComesAsync("Devi", Domain.Access.Role.Supervisor);
        (await devi.TakeOverAsync(Conversation)).Status.ShouldBe(HttpStatusCode.OK);
        (await devi.ReplyAsync(Conversation, Flock.Reply)).Status.ShouldBe(HttpStatusCode.Accepted);
        await AnsweredAsync(1);
        await SayAsync(Flock.Said, 0);
        await service.DrainAsync();
        (await service.AskAsync(HttpMethod.Patch, $"/api/v1/customers/{Customer}", new { metadata = new { note = Flock.Metadata } })).Status.ShouldBe(HttpStatusCode.OK);
        await FoundAsync($"/api/v1/messages/search?q={Uri.EscapeDataString(Flock.Said)}", "messages", "what was said is found by its words");
        await FoundAsync($"/api/v1/customers?q={Uri.EscapeDataString(Flock.Name)}", "customers", "and who said it by their name");
        await FoundAsync($"/api/v1/customers?phone={Flock.Phone}", "customers", "and by their number");

        // From here on something waits.
        await ReportAsync("wamid.of-nothing");
        return (await service.GetAsync($"/api/v1/customers/{Customer}/export")).ToJsonString();
    }

    public async Task EraseAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/customers/{Customer}");
        request.Headers.Authorization = new("Bearer", SupportService.AdminKey);
        using var response = await service.Http.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    /// <summary>Says it, and waits for so many replies.</summary>
    public async Task SayAsync(string text, int answers)
    {
        await DeliverAsync(Shape.Msg91.Text(Flock.Phone, text, Posting.NewId(), service.Now));
        await AnsweredAsync(answers);
    }

    private async Task AnsweredAsync(int answers) => await service.RepliesAsync(Flock.Phone, replies += answers);

    private Task<Receipt> DeliverAsync(string body) => service.InsistAsync(Edit(body, root =>
    {
        root["customerName"] = Flock.Name;
        root["bsuid"] = Flock.UserId;
    }));

    private Task<Receipt> ReportAsync(string id) => service.AcceptAsync(
        Edit(Shapes.Report(id, "failed"), root => (root["customerNumber"], root["reason"]) = (Flock.Phone, Flock.Quoting("So it is?"))), Posting.Reports);

    /// <summary>By which MSG91 knows the last message that it took.</summary>
    private Task<string> IdOfLastAsync() => Task.FromResult(service.StandIns.Msg91.SentTo(Flock.Phone)[^1].WamId);

    private Task FoundAsync(string path, string list, string what) => service.GetAsync(path, page => page[list]!.AsArray().Count == 1, what);

    private static async Task<string> ToldAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        return await answer.Content.ReadAsStringAsync();
    }

    private static string Edit(string body, Action<JsonObject> edit)
    {
        var root = JsonNode.Parse(body)!.AsObject();
        edit(root);
        return root.ToJsonString();
    }
}
