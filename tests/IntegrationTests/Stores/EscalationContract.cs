using WhatsAppSupport.Application.Escalations;
using WhatsAppSupport.Application.Inbound;

namespace WhatsAppSupport.IntegrationTests.Stores;

public abstract class EscalationContract(StoresUnderTest stores) : StoreContract(stores)
{
    [Fact]
    public async Task An_escalation_is_told_until_it_is_heard_and_a_later_one_again()
    {
        var talk = await EscalatedAsync("billing");

        var pending = (await ToNotifyAsync()).ShouldHaveSingleItem();
        await Stores.Escalations.PutOffAsync(talk.Conversation!.Id, 1, Stores.Clock.Now + TimeSpan.FromSeconds(2), CancellationToken.None);
        var putOff = await ToNotifyAsync();
        Stores.Clock.Advance(TimeSpan.FromSeconds(2));
        var again = (await ToNotifyAsync()).ShouldHaveSingleItem();
        await Stores.Escalations.MarkNotifiedAsync(again.Notice, CancellationToken.None);
        var heard = await ToNotifyAsync();
        await EscalateAsync(talk, "orders");
        await Stores.Escalations.MarkNotifiedAsync(again.Notice, CancellationToken.None);

        (pending.Notice.Conversation, pending.Notice.Department, pending.Attempts).ShouldBe((talk.Conversation!.Id, "billing", 0));
        putOff.ShouldBeEmpty();
        again.Attempts.ShouldBe(1);
        heard.ShouldBeEmpty();
        (await ToNotifyAsync()).ShouldHaveSingleItem().Notice.Department.ShouldBe("orders");
    }

    [Fact]
    public async Task Who_waits_too_long_gets_one_timer_in_their_lane()
    {
        var talk = await EscalatedAsync("billing");
        var taken = await EscalatedAsync("billing");
        await Stores.ExecuteAsync("UPDATE conversations SET assignee = 'agent' WHERE id = @id", ("@id", taken.Conversation!.Id.Value));

        var early = await TimedOutAsync();
        Stores.Clock.Advance(TimeSpan.FromMinutes(30) + TimeSpan.FromSeconds(1));
        var due = await TimedOutAsync();
        var stored = await Stores.Inbox.StoreAsync([.. due, .. await TimedOutAsync()], CancellationToken.None);

        early.ShouldBeEmpty();
        var timer = due.ShouldHaveSingleItem();
        (timer.Kind, timer.Customer).ShouldBe((InboxKind.Timer, talk.Lane));
        EscalationTimer.Read(timer.Body.Span).ShouldBe(new EscalationTimer(talk.Conversation!.Id, 0));
        stored.Count(row => row.Id is not null).ShouldBe(1);
    }

    [Fact]
    public async Task Silent_conversations_are_completed_a_few_at_a_time_and_the_others_are_not()
    {
        var silent = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => StoredTalk.BegunAsync(Stores)));
        Stores.Clock.Advance(TimeSpan.FromHours(2));
        var lively = await StoredTalk.BegunAsync(Stores);

        var first = await CompleteAsync(2);
        var second = await CompleteAsync(2);
        var third = await CompleteAsync(2);

        (first, second, third).ShouldBe((2, 1, 0));
        var rows = await Stores.RowsAsync("SELECT * FROM conversations");
        rows.Single(row => row["status"] == "active")["id"].ShouldBe(lively.Conversation!.Id.ToString(), StringCompareShould.IgnoreCase);
        rows.Where(row => row["status"] == "completed").ShouldAllBe(row => row["resolution_time"] == "7200" && row["current_flow"] == null && row["version"] == "3");
        (await silent[0].TurnAsync("stale")).Committed.ShouldBeFalse();
    }

    private async Task<StoredTalk> EscalatedAsync(string department)
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        await EscalateAsync(talk, department);
        return talk;
    }

    private async Task EscalateAsync(StoredTalk talk, string department)
    {
        Stores.Clock.Advance(TimeSpan.FromSeconds(1));
        var turn = talk.Answer(await talk.WriteAsync());
        await talk.CommitAsync(turn with { Conversation = turn.Conversation.ReturnToBot().Escalate(department, "asked", Stores.Clock.Now) with { OwnershipEpoch = 0 } });
    }

    private Task<IReadOnlyList<PendingNotice>> ToNotifyAsync() => Stores.Escalations.ListToNotifyAsync(10, CancellationToken.None);

    private Task<IReadOnlyList<InboxEntry>> TimedOutAsync() =>
        Stores.Escalations.ListTimedOutAsync(Stores.Clock.Now - TimeSpan.FromMinutes(30), 10, CancellationToken.None);

    private Task<int> CompleteAsync(int limit) =>
        Stores.Escalations.CompleteSilentAsync(Stores.Clock.Now - TimeSpan.FromHours(1), limit, CancellationToken.None);
}

public sealed class EscalationsOnSqlite(SqliteStores stores) : EscalationContract(stores), IClassFixture<SqliteStores>;

public sealed class EscalationsOnPostgres(PostgresStores stores) : EscalationContract(stores), IClassFixture<PostgresStores>;
