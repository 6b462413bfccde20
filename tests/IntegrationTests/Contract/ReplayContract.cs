using System.Net;
using System.Text.Json.Nodes;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>What could not be read or handled is kept, shown, and taken up again at a person's word.</summary>
public abstract class ReplayContract(SharedService shared)
{
    private const string Inbox = "/api/v1/inbox";

    private readonly string customer = Customers.Next();

    private SupportService Service => shared.Service;

    [Fact]
    public async Task What_could_not_be_read_is_answered_once_its_parser_was_mended()
    {
        // A body of today, as a parser that did not know it yet has left it behind three hours ago.
        var id = await QuarantineAsync(Shape.Msg91.Text(customer, "help", Posting.NewId(), Service.Now - TimeSpan.FromHours(3)), Service.Now - TimeSpan.FromHours(2));

        var first = await Service.TellAsync($"{Inbox}/{id}/replay");
        var second = await Service.TellAsync($"{Inbox}/{id}/replay");

        first.Status.ShouldBe(HttpStatusCode.OK);
        first.Body.Word("state").ShouldBe("done");
        ((int)first.Body["stored"]!["accepted"]!).ShouldBe(1);
        (second.Status, second.Code).ShouldBe((HttpStatusCode.Conflict, "inbox_row_not_parked"));
        (await Service.TextsAsync(customer, 2)).ShouldBe(["Sorry to hear that. Let me help.", "What is your name?"]);
        var heard = DateTimeOffset.Parse((await Service.ConversationAsync(customer))["conversation"]!.AsObject().Word("lastHeardAt")!, System.Globalization.CultureInfo.InvariantCulture);
        heard.ShouldBe(Service.Now - TimeSpan.FromHours(3), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task What_came_again_and_was_answered_meanwhile_is_not_answered_twice()
    {
        var message = Shape.Msg91.Text(customer, "count", Posting.NewId());
        var id = await QuarantineAsync(message, Service.Now);
        await Service.AcceptAsync(message);
        await Service.RepliesAsync(customer, 1);

        var replayed = await Service.TellAsync($"{Inbox}/{id}/replay");

        ((int)replayed.Body["stored"]!["duplicates"]!).ShouldBe(1);
        await Service.SayAsync(customer, "one");
        (await Service.TextsAsync(customer, 2)).ShouldBe(["Begin", "You said one"]);
    }

    [Fact]
    public async Task What_still_cannot_be_read_says_what_is_wrong_and_stays()
    {
        var receipt = await Service.AcceptAsync($$"""{"from":"{{customer}}","timestamp":1772340300,"messageId":"{{Posting.NewId()}}"}""");
        receipt.Quarantined.ShouldBe(1);
        var id = (long)(await Service.ScalarAsync("SELECT max(id) FROM inbox WHERE state = 'quarantined'"))!;

        var replayed = await Service.TellAsync($"{Inbox}/{id}/replay");
        var row = await Service.AskAsync($"{Inbox}/{id}");

        (replayed.Status, replayed.Code).ShouldBe((HttpStatusCode.Conflict, "inbox_row_still_unreadable"));
        replayed.Detail.ShouldNotBeNull().ShouldContain("text: missing");
        row.Body["row"]!.AsObject().Word("state").ShouldBe("quarantined");
        row.Body["row"]!.AsObject().Word("error").ShouldNotBeNull().ShouldContain("text: missing");
        row.Body.Word("text").ShouldNotBeNull().ShouldContain(customer);
        (await ListAsync("quarantined")).ShouldContain(id);
        (await Service.AskAsync($"{Inbox}?state=quarantined&limit=200")).Body.ToJsonString().ShouldNotContain(customer);
    }

    [Fact]
    public async Task What_was_given_up_is_answered_before_what_came_after_it()
    {
        await Service.SayAsync(customer, "count");
        await Service.RepliesAsync(customer, 1);
        var (dead, conversation) = (await BuryAsync("one"), await Service.ConversationAsync(customer));

        var listed = (await Service.AskAsync($"{Inbox}?state=dead&limit=200")).Body["rows"]!.AsArray().Single(row => (long)row!["id"]! == dead)!.AsObject();
        var replays = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Service.TellAsync($"{Inbox}/{dead}/replay")));
        await Service.SayAsync(customer, "two");

        listed.Word("conversation").ShouldBe(conversation["conversation"]!.AsObject().Word("id"));
        listed.Word("error").ShouldBe("FormatException");
        replays.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        replays.Where(answer => answer.Status != HttpStatusCode.OK).ShouldAllBe(answer => answer.Code == "inbox_row_not_parked");
        (await Service.TextsAsync(customer, 3)).ShouldBe(["Begin", "You said one", "You said two"]);
        (await ListAsync("dead")).ShouldNotContain(dead);
    }

    [Fact]
    public async Task Pages_follow_each_other_and_a_wrong_state_is_named()
    {
        var ids = new List<long>();
        for (var index = 0; index < 3; index++)
        {
            ids.Insert(0, await QuarantineAsync("?", Service.Now));
        }

        var first = await Service.AskAsync($"{Inbox}?state=quarantined&limit=2");
        var second = await Service.AskAsync($"{Inbox}?state=quarantined&limit=2&after={first.Body.Word("next")}");
        var wrong = await Service.AskAsync($"{Inbox}?state=open");

        Ids(first.Body).Concat(Ids(second.Body)).Take(3).ShouldBe(ids);
        (wrong.Status, wrong.Code).ShouldBe((HttpStatusCode.BadRequest, "invalid"));
        var field = wrong.Body["fields"]!.AsArray().ShouldHaveSingleItem()!.AsObject();
        (field.Word("field"), field.Word("problem")).ShouldBe(("state", "not a state that can be listed: dead, quarantined or pending"));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found_and_without_the_key_nothing_is_told()
    {
        (await Service.AskAsync($"{Inbox}/999999999")).Code.ShouldBe("inbox_row_not_found");
        (await Service.TellAsync($"{Inbox}/999999999/replay")).Code.ShouldBe("inbox_row_not_found");
        using var stranger = await Service.Http.GetAsync(new Uri(Inbox, UriKind.Relative));
        using var replayer = await Service.Http.PostAsync(new Uri($"{Inbox}/1/replay", UriKind.Relative), null);
        (stranger.StatusCode, replayer.StatusCode).ShouldBe((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized));
    }

    /// <summary>A row that could not be read when it came.</summary>
    private async Task<long> QuarantineAsync(string body, DateTimeOffset at)
    {
        await Service.AcceptAsync($"unreadable {Posting.NewId()}");
        var id = (long)(await Service.ScalarAsync("SELECT max(id) FROM inbox WHERE state = 'quarantined'"))!;
        await Service.ExecuteAsync($"UPDATE inbox SET received_at = {Sql.Instant(shared.Backend, at)} WHERE id = {id}");
        await WriteBodyAsync(id, body);
        return id;
    }

    /// <summary>A message that was given up for reasons that are gone now.</summary>
    private async Task<long> BuryAsync(string text)
    {
        await Service.ExecuteAsync(
            $"""
            INSERT INTO inbox (slot, customer_hash, kind, integrated_number, provider_id_hash, received_at, body, state, attempts, recoveries, error)
            SELECT slot, customer_hash, kind, integrated_number, {Sql.NewId(shared.Backend)}, received_at, body, 'dead', 3, 21, 'FormatException'
            FROM inbox WHERE kind = 'message' AND state = 'done' AND customer_hash = (SELECT phone_hash FROM customers WHERE {Service.IsAt(customer)}) LIMIT 1
            """);
        var id = (long)(await Service.ScalarAsync("SELECT max(id) FROM inbox WHERE state = 'dead'"))!;
        await WriteBodyAsync(id, Shape.Msg91.Text(customer, text, Posting.NewId()));
        return id;
    }

    private async Task WriteBodyAsync(long id, string body)
    {
        await using var rows = await OpenedRows.OfAsync(Service.Environment);
        await rows.WriteBodyAsync(id, body);
    }

    private async Task<IEnumerable<long>> ListAsync(string state) => Ids((await Service.AskAsync($"{Inbox}?state={state}&limit=200")).Body);

    private static IEnumerable<long> Ids(JsonObject page) => [.. page["rows"]!.AsArray().Select(row => (long)row!["id"]!)];
}

[Collection(OnLaptop.Name)]
public sealed class ReplayOnLaptop(LaptopService shared) : ReplayContract(shared);

[Collection(InProduction.Name)]
public sealed class ReplayInProduction(ProductionService shared) : ReplayContract(shared);
