using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>Over HTTP: a customer is erased, and not one byte of them is left in the files, the database and Redis.</summary>
public abstract class ErasureContract(Backend backend)
{
    private const string Path = "/api/v1/customers";

    private static readonly Canary Words = new("a blue-throated barbet sings");

    /// <summary>One word: an index over words holds no sentence.</summary>
    private static readonly Canary Word = new("schwarzkopfruderente");
    private static readonly Canary Answer = new("Seventeen hoopoes answered");
    private static readonly Canary Hindi = new("नीलकंठ बसंता गाती है");
    private static readonly Canary Arabic = new("هدهد البستان الأزرق");

    private readonly string customer = Customers.Next();

    private IReadOnlyList<Canary> Canaries => [new Canary(customer), Words, Word, Answer, Hindi, Arabic];

    [Fact]
    public async Task Not_a_byte_of_who_is_erased_is_left_anywhere()
    {
        // In clear: of what is sealed no byte would be found before, either.
        await using var service = await SupportService.StartAsync(backend, Flows.All, new Dictionary<string, string?> { ["ENCRYPTION_KEYS"] = "off" });
        var id = await TalkAsync(service);
        var before = await service.SingingAsync(Canaries);
        Canaries.ShouldAllBe(canary => before.Any(place => place.StartsWith($"{canary} in ", StringComparison.Ordinal)), "or they would not be looked for in the right way");

        (await EraseAsync(service, id)).ShouldBe(HttpStatusCode.NoContent);
        await service.DrainAsync();

        (await service.SingingAsync(Canaries)).ShouldBeEmpty();
        var log = await service.GetAsync($"/api/v1/audit?subject={id}");
        log["entries"]![0]!.AsObject().Word("action").ShouldBe("customer.erased");
        ((int)log["entries"]![0]!["before"]!["messages"]!).ShouldBeGreaterThan(3);

        // What is planted on purpose is found.
        await service.SayAsync(Customers.Next(), Hindi.Text);
        await service.DrainAsync();
        (await service.SingingAsync(Canaries)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Of_what_is_sealed_nothing_is_left_that_names_who_is_erased()
    {
        await using var service = await SupportService.StartAsync(backend, Flows.All);
        var id = await TalkAsync(service);
        await using var rows = await OpenedRows.OfAsync(service.Environment);
        (await NamingThemAsync()).ShouldBe([InboxKind.Message, InboxKind.Message, InboxKind.Message, InboxKind.Report, InboxKind.Unread]);

        (await EraseAsync(service, id)).ShouldBe(HttpStatusCode.NoContent);
        await service.DrainAsync();

        (await NamingThemAsync()).ShouldBeEmpty();
        foreach (var table in new[] { "messages", "conversations", "customers" })
        {
            (await service.CountAsync(table)).ShouldBe(0, table);
        }

        async Task<IEnumerable<InboxKind>> NamingThemAsync() =>
            (await rows.BodiesAsync()).Where(body => Canaries.Any(canary => canary.IsIn(body.Body))).Select(body => body.Row.Kind);
    }

    [Fact]
    public async Task What_the_provider_repeats_does_not_bring_them_back_and_what_they_write_anew_is_somebody_new()
    {
        await using var service = await SupportService.StartAsync(backend, Flows.All);
        var message = Shape.Msg91.Text(customer, "count", Posting.NewId());
        (await service.AcceptAsync(message)).Accepted.ShouldBe(1);
        await service.RepliesAsync(customer, 1);
        await service.DrainAsync();
        var (id, key) = (await IdAsync(service), KeyOf(service));
        var session = (await service.Get<ISessionStore>().FindAsync(key, CancellationToken.None))!;

        (await EraseAsync(service, id!)).ShouldBe(HttpStatusCode.NoContent);
        await service.DrainAsync();

        (await service.Get<ISessionStore>().FindAsync(key, CancellationToken.None)).ShouldBeNull();
        (await service.AcceptAsync(message)).Duplicates.ShouldBe(1);
        await service.DrainAsync();
        (await IdAsync(service)).ShouldBeNull();
        (await service.AskAsync($"{Path}/{id}")).Code.ShouldBe("customer_not_found");
        (await EraseAsync(service, id!)).ShouldBe(HttpStatusCode.NotFound);

        // As if the process had died before the session was forgotten, or another one had it near.
        await service.Get<ISessionStore>().SaveAsync(key, session, CancellationToken.None);
        await service.SayAsync(customer, "count");
        await service.RepliesAsync(customer, 2);
        await service.DrainAsync();

        (await IdAsync(service)).ShouldNotBeNull().ShouldNotBe(id);
        (await service.CountAsync("messages")).ShouldBe(2);
    }

    [Fact]
    public async Task What_waits_to_be_sent_is_not_sent_any_more()
    {
        await using var service = await SupportService.StartAsync(backend, Flows.All, new Dictionary<string, string?> { ["MSG91_PAIR_SECONDS"] = "600", ["MSG91_PAIR_BURST"] = "1" });
        await service.SayAsync(customer, "help");
        await service.RepliesAsync(customer, 1);
        await Eventually.BecomesTrueAsync(async () => await service.CountAsync("messages WHERE is_queued") == 1, Reading.Patience, "the first is sent, and the second waits");

        (await EraseAsync(service, (await IdAsync(service))!)).ShouldBe(HttpStatusCode.NoContent);
        await service.DrainAsync();

        service.Msg91.SentTo(customer).Count.ShouldBe(1);
        (await service.CountAsync("messages")).ShouldBe(0);
    }

    /// <summary>Says it in a message, is told it by the bot and by a person, is named in a report that is applied and one that waits, and in what cannot be read.</summary>
    private async Task<string> TalkAsync(SupportService service)
    {
        await SayAsync(service, "count");
        await service.RepliesAsync(customer, 1);
        await SayAsync(service, $"{Words} {Hindi}");
        await service.RepliesAsync(customer, 2);
        await service.DrainAsync();
        var conversation = (await service.ConversationAsync(customer))["conversation"]!.AsObject().Word("id")!;
        var devi = await service.ComesAsync("Devi");
        (await devi.TakeOverAsync(conversation)).Status.ShouldBe(HttpStatusCode.OK);
        (await devi.ReplyAsync(conversation, $"{Answer}")).Status.ShouldBe(HttpStatusCode.Accepted);
        await service.RepliesAsync(customer, 3);
        await SayAsync(service, $"{Words} once more, {Word}");
        await service.DrainAsync();
        var sent = service.Msg91.SentTo(customer)[^1].WamId;
        await service.AcceptAsync(With(Shapes.Report(sent, "read"), "customerNumber", customer), Posting.Reports);
        await service.ConversationAsync(customer, details => details.Ours()[^1].Word("status") == "read", "the report is applied");
        await service.AcceptAsync(With(Shapes.Report("wamid.of-nothing", "read"), "customerNumber", customer), Posting.Reports);
        var unread = new JsonObject { ["from"] = $"+{customer[..2]} {customer[2..]}", ["timestamp"] = 1_772_340_300, ["customerName"] = Arabic.Text, ["note"] = $"{customer} {Words}" };
        (await service.AcceptAsync(unread.ToJsonString())).Quarantined.ShouldBe(1);
        return (await IdAsync(service))!;
    }

    private Task SayAsync(SupportService service, string text) =>
        service.DeliverTwiceAsync(With(Shape.Msg91.Text(customer, text, Posting.NewId(), service.Now), "customerName", Arabic.Text));

    private static string With(string body, string field, string value)
    {
        var json = JsonNode.Parse(body)!.AsObject();
        json[field] = value;
        return json.ToJsonString();
    }

    private async Task<string?> IdAsync(SupportService service) =>
        (await service.GetAsync($"{Path}?phone={customer}"))["customers"]!.AsArray().Select(row => (string?)row!["id"]).SingleOrDefault();

    private SessionKey KeyOf(SupportService service)
    {
        PhoneNumber.Parse(customer).Succeeded(out var number, out _).ShouldBeTrue();
        return new SessionKey(service.Get<ILookupHashes>().OfPhone(number), SupportService.OurNumber);
    }

    private static async Task<HttpStatusCode> EraseAsync(SupportService service, string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"{Path}/{id}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SupportService.AdminKey);
        using var response = await service.Http.SendAsync(request);
        return response.StatusCode;
    }
}

public sealed class ErasureOnLaptop() : ErasureContract(Backend.Laptop);

public sealed class ErasureInProduction() : ErasureContract(Backend.Production);
