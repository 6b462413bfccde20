using System.Text.Json.Nodes;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>Over HTTP, with keys: what customers say and are called is read by people, and stands nowhere in the files, the database and Redis.</summary>
public abstract class SealedContract(Backend backend)
{
    private static readonly Canary Said = new("a paradise flycatcher calls");
    private static readonly Canary Answer = new("Nineteen drongos answered");
    private static readonly Canary Unread = new("دخلة الجنة الهندية");

    private readonly string customer = Customers.Next();

    // Redis is shared with tests whose sessions lie there in clear.
    private readonly Canary name = new($"Grünspecht{Customers.Next()}");
    private readonly Canary variable = new($"दूधराज Terpsiphone{Customers.Next()}");

    private IReadOnlyList<Canary> Canaries => [new Canary(customer), Said, name, variable, Answer, Unread];

    [Fact]
    public async Task Not_a_byte_of_what_was_said_is_stored_in_clear_and_all_of_it_is_read()
    {
        await using var service = await SupportService.StartAsync(backend, Flows.All);
        var conversation = await TalkAsync(service);

        (await service.SingingAsync(Canaries)).ShouldBeEmpty();

        await AllIsReadAsync(service, conversation);
        await service.StopAsync();
        await service.StartAsync();
        await AllIsReadAsync(service, conversation);
        (await service.SingingAsync(Canaries)).ShouldBeEmpty();
    }

    /// <summary>The same talk without keys: or nothing would be looked for in the right way.</summary>
    [Fact]
    public async Task Without_keys_all_of_it_is_found()
    {
        await using var service = await SupportService.StartAsync(backend, Flows.All, new Dictionary<string, string?> { ["ENCRYPTION_KEYS"] = "off" });
        await TalkAsync(service);

        var found = await service.SingingAsync(Canaries);

        Canaries.ShouldAllBe(canary => found.Any(place => place.StartsWith($"{canary} in ", StringComparison.Ordinal)));
    }

    /// <returns>The conversation's id.</returns>
    private async Task<string> TalkAsync(SupportService service)
    {
        await SayAsync(service, "help");
        await service.RepliesAsync(customer, 2);
        await SayAsync(service, variable.Text);
        await service.RepliesAsync(customer, 3);
        await service.DrainAsync();
        var conversation = (await service.ConversationAsync(customer))["conversation"]!.AsObject().Word("id")!;
        var devi = await service.ComesAsync("Devi");
        await devi.TakeOverAsync(conversation);
        await devi.ReplyAsync(conversation, Answer.Text);
        await service.RepliesAsync(customer, 4);
        await SayAsync(service, Said.Text);
        await service.DrainAsync();

        // From here on something waits: a report of a message that nobody knows.
        await service.AcceptAsync(With(Shapes.Report("wamid.of-nothing", "read"), "customerNumber", customer), Posting.Reports);
        var unread = $$"""{"from":"+{{customer}}","timestamp":1772340300,"note":"{{customer}} {{Unread.Text}}"}""";
        (await service.AcceptAsync(unread)).Quarantined.ShouldBe(1);
        return conversation;
    }

    private async Task AllIsReadAsync(SupportService service, string conversation)
    {
        var found = await service.GetAsync($"/api/v1/conversations/{conversation}");
        var texts = found["messages"]!.AsArray().Select(message => message!.AsObject().Word("content")).ToList();
        texts.ShouldContain(Said.Text);
        texts.ShouldContain(Answer.Text);
        texts.ShouldContain(variable.Text);
        found["customer"]!.AsObject().Word("phone").ShouldBe(customer);
        found["customer"]!.AsObject().Word("name").ShouldBe(name.Text);
        await service.GetAsync("/api/v1/messages/search?q=flycatcher%20paradise", page => page["messages"]!.AsArray().Count == 1, "what was said is found by its words");
        await service.GetAsync($"/api/v1/customers?q={Uri.EscapeDataString(name.Text)}", page => page["customers"]!.AsArray().Count == 1, "and who said it by their name");
        var id = found["customer"]!.AsObject().Word("id");
        var file = (await service.GetAsync($"/api/v1/customers/{id}/export")).ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Canaries.ShouldAllBe(canary => file.Contains(canary.Text));
    }

    private Task SayAsync(SupportService service, string text) =>
        service.DeliverTwiceAsync(With(Shape.Msg91.Text(customer, text, Posting.NewId(), service.Now), "customerName", name.Text));

    private static string With(string body, string field, string value)
    {
        var json = JsonNode.Parse(body)!.AsObject();
        json[field] = value;
        return json.ToJsonString();
    }
}

public sealed class SealedOnLaptop() : SealedContract(Backend.Laptop);

public sealed class SealedInProduction() : SealedContract(Backend.Production);
