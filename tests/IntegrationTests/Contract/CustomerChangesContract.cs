using System.Net;
using System.Text;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>Over HTTP: customers are found and changed, and what was changed counts from their very next message on.</summary>
public abstract class CustomerChangesContract(Backend backend)
{
    private const string Path = "/api/v1/customers";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_is_made_inactive_is_not_answered_from_the_very_next_message_on(bool isSessionStale)
    {
        await using var service = await StartAsync();
        var customer = Customers.Next();
        var id = await MetAsync(service, customer);
        var (key, session) = await SessionAsync(service, customer);

        (await ChangeAsync(service, id, new { isActive = false })).Status.ShouldBe(HttpStatusCode.OK);
        if (isSessionStale)
        {
            // What another process still has near.
            await service.Get<ISessionStore>().SaveAsync(key, session, CancellationToken.None);
        }

        await service.SayAsync(customer, "one");
        await service.DrainAsync();

        service.Msg91.SentTo(customer).Count.ShouldBe(1);
        (await service.ConversationAsync(customer))["messages"]!.AsArray()[^1]!.AsObject().Word("content").ShouldBe("one");

        await ChangeAsync(service, id, new { isActive = true });
        await service.SayAsync(customer, "two");

        (await service.TextsAsync(customer, 2))[1].ShouldBe("You said two");
    }

    [Fact]
    public async Task A_name_of_ours_stays_whatever_WhatsApp_calls_the_customer_until_it_is_cleared()
    {
        await using var service = await StartAsync();
        var customer = Customers.Next();
        var id = await MetAsync(service, customer);

        (await ChangeAsync(service, id, new { name = "Asha Rao" })).Body.Word("name").ShouldBe("Asha Rao");
        await service.SayAsync(customer, "one");
        await service.DrainAsync();
        (await NameAsync(service, id)).ShouldBe("Asha Rao");

        (await ChangeAsync(service, id, new { name = (string?)null })).Body["name"].ShouldBeNull();
        await service.SayAsync(customer, "two");
        await service.DrainAsync();
        (await NameAsync(service, id)).ShouldBe("Asha");
    }

    [Fact]
    public async Task A_new_language_is_spoken_at_once()
    {
        await using var service = await StartAsync();
        var customer = Customers.Next();
        await service.SendMediumAsync(customer, "image");
        (await service.TextsAsync(customer, 1))[0].ShouldStartWith("Thank you");
        await service.DrainAsync();
        var id = await IdAsync(service, customer);
        var (key, session) = await SessionAsync(service, customer);

        await ChangeAsync(service, id, new { language = "hi" });
        await service.Get<ISessionStore>().SaveAsync(key, session, CancellationToken.None);
        await service.SendMediumAsync(customer, "image");

        (await service.TextsAsync(customer, 2))[1].ShouldStartWith("धन्यवाद");
        (await service.ConversationAsync(customer))["conversation"]!.AsObject().Word("language").ShouldBe("hi");
    }

    [Fact]
    public async Task Only_what_is_named_changes_and_null_clears()
    {
        await using var service = await StartAsync();
        var id = await MetAsync(service, Customers.Next());

        var first = await ChangeAsync(service, id, new { metadata = new { vip = true, tags = new[] { "a" } }, language = "pt-BR" });
        var second = await ChangeAsync(service, id, new { metadata = new { number = 7 } });
        var third = await ChangeAsync(service, id, new { metadata = (object?)null, isActive = true });
        var nothing = await ChangeAsync(service, id, new { });

        first.Body["metadata"]!.ToJsonString().ShouldBe("""{"vip":true,"tags":["a"]}""");
        (first.Body.Word("name"), first.Body.Word("language"), (bool)first.Body["isActive"]!).ShouldBe(("Asha", "pt-BR", true));
        (second.Body["metadata"]!.ToJsonString(), second.Body.Word("language")).ShouldBe(("""{"number":7}""", "pt-BR"));
        third.Body["metadata"].ShouldBeNull();
        ((long)nothing.Body["version"]!).ShouldBe((long)third.Body["version"]!);
        var log = await service.GetAsync($"/api/v1/audit?subject={id}");
        log["entries"]!.AsArray().Count.ShouldBe(3);
        log.ToJsonString().ShouldNotContain("vip");
    }

    [Theory]
    [InlineData("""{"name":""}""", "name")]
    [InlineData("""{"name":" Asha"}""", "name")]
    [InlineData("""{"name":"a\u0000b"}""", "name")]
    [InlineData("""{"language":null}""", "language")]
    [InlineData("""{"language":"klingon"}""", "language")]
    [InlineData("""{"metadata":[1]}""", "metadata")]
    [InlineData("""{"metadata":"x"}""", "metadata")]
    [InlineData("""{"metadata":{"a":[{"b":"\ud800"}]}}""", "metadata")]
    [InlineData("""{"metadata":{"a":{"\ud800":1}}}""", "metadata.a")]
    [InlineData("""{"metadata":{"\ud800":1}}""", "metadata")]
    [InlineData("""{"name":"\ud800"}""", "name")]
    [InlineData("""{"isActive":null}""", "isActive")]
    [InlineData("""{"isActive":"no"}""", "isActive")]
    [InlineData("""{"version":7}""", "version")]
    [InlineData("""{"phone":"919811112222"}""", "phone")]
    [InlineData("""{"optedOutAt":null}""", "optedOutAt")]
    [InlineData("[]", "body")]
    public async Task What_cannot_be_is_refused_with_the_field_at_fault(string body, string field)
    {
        await using var service = await StartAsync();
        var id = await MetAsync(service, Customers.Next());

        var refused = await ChangeAsync(service, id, new StringContent(body, Encoding.UTF8, "application/json"));

        (refused.Status, refused.Body["fields"]![0]!["field"]!.GetValue<string>()).ShouldBe((HttpStatusCode.BadRequest, field), refused.Body.ToJsonString());
        ((long)(await service.GetAsync($"{Path}/{id}"))["customer"]!["version"]!).ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"name":"Asha","name":"Ravi"}""", "name: given twice")]
    [InlineData("""{"metadata":{"a":1,"a":2}}""", "metadata.a: given twice")]
    [InlineData("""{"metadata":{"a":{"b":1,"b":2}}}""", "metadata.a: given twice")]
    public async Task What_is_given_twice_is_refused_as_that(string body, string told)
    {
        await using var service = await StartAsync();
        var id = await MetAsync(service, Customers.Next());

        var refused = await ChangeAsync(service, id, new StringContent(body, Encoding.UTF8, "application/json"));

        (refused.Status, refused.Detail).ShouldBe((HttpStatusCode.BadRequest, told));
    }

    [Fact]
    public async Task Customers_are_found_by_name_and_number_and_changed_only_as_they_were_seen()
    {
        await using var service = await StartAsync();
        var (first, second) = (Customers.Next(), Customers.Next());
        var (one, other) = (await MetAsync(service, first), await MetAsync(service, second));
        await ChangeAsync(service, other, new { name = "Ravi Kumar" });

        (await IdsAsync(service, "")).ShouldBe([other, one]);

        // Names are indexed in the background.
        await service.GetAsync($"{Path}?q=kumar%20RAVI", page => page["customers"]!.AsArray().Count == 1, "the new name is indexed");
        (await IdsAsync(service, "?q=kumar%20RAVI")).ShouldBe([other]);
        (await IdsAsync(service, "?q=kum")).ShouldBeEmpty();
        (await IdsAsync(service, $"?phone=%2B{first[..2]}%20({first[2..7]})%20{first[7..]}")).ShouldBe([one]);
        (await IdsAsync(service, "?phone=919999999999")).ShouldBeEmpty();
        (await service.AskAsync($"{Path}?phone=12")).Body["fields"]![0]!["field"]!.GetValue<string>().ShouldBe("phone");
        (await service.AskAsync($"{Path}?phone={first}&q=asha")).Code.ShouldBe("invalid");
        var page = await service.GetAsync($"{Path}?limit=1");
        (await IdsAsync(service, $"?limit=1&after={page["next"]}")).ShouldBe([one]);
        (await service.AskAsync($"{Path}?q=asha&after={page["next"]}")).Code.ShouldBe("invalid");

        var meera = await service.ComesAsync("Meera");
        var seen = await meera.AskAsync(HttpMethod.Get, $"{Path}/{one}");
        seen.Body["conversations"]!.AsArray().Count.ShouldBe(1);
        ((bool)seen.Body["window"]!["isOpen"]!).ShouldBeTrue();
        var changed = await meera.AskAsync(HttpMethod.Patch, $"{Path}/{one}", new { name = "Asha Rao" }, ("If-Match", seen.Tag!));
        var late = await meera.AskAsync(HttpMethod.Patch, $"{Path}/{one}", new { name = "Asha Roy" }, ("If-Match", seen.Tag!));
        (changed.Status, changed.Tag).ShouldBe((HttpStatusCode.OK, "\"2\""));
        (late.Status, late.Code, (long)late.Body["version"]!).ShouldBe((HttpStatusCode.PreconditionFailed, "version_mismatch", 2));
        (await NameAsync(service, one)).ShouldBe("Asha Rao");
        (await service.AskAsync($"{Path}/{Guid.Empty}")).Code.ShouldBe("customer_not_found");
    }

    private Task<SupportService> StartAsync() => SupportService.StartAsync(backend, Flows.All);

    private static async Task<Answer> ChangeAsync(SupportService service, string id, object body)
    {
        var (status, answer) = await service.AskAsync(HttpMethod.Patch, $"{Path}/{id}", body);
        return new Answer(status, answer);
    }

    /// <summary>Says a word and is answered.</summary>
    private static async Task<string> MetAsync(SupportService service, string customer)
    {
        await service.SayAsync(customer, "count");
        await service.RepliesAsync(customer, 1);
        await service.DrainAsync();
        return await IdAsync(service, customer);
    }

    private static async Task<string> IdAsync(SupportService service, string customer) => (await IdsAsync(service, $"?phone={customer}")).ShouldHaveSingleItem();

    private static async Task<string?> NameAsync(SupportService service, string id) => (string?)(await service.GetAsync($"{Path}/{id}"))["customer"]!["name"];

    private static async Task<string[]> IdsAsync(SupportService service, string asked) =>
        [.. (await service.GetAsync(Path + asked))["customers"]!.AsArray().Select(row => (string)row!["id"]!)];

    private static async Task<(SessionKey Key, Session Session)> SessionAsync(SupportService service, string customer)
    {
        PhoneNumber.Parse(customer).Succeeded(out var number, out _).ShouldBeTrue();
        var key = new SessionKey(service.Get<ILookupHashes>().OfPhone(number), SupportService.OurNumber);
        return (key, (await service.Get<ISessionStore>().FindAsync(key, CancellationToken.None))!);
    }
}

public sealed class CustomerChangesOnLaptop() : CustomerChangesContract(Backend.Laptop);

public sealed class CustomerChangesInProduction() : CustomerChangesContract(Backend.Production);
