using System.Data.Common;
using WhatsAppSupport.Application.Agents;
using WhatsAppSupport.Application.Audit;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Infrastructure.Persistence;

namespace WhatsAppSupport.IntegrationTests.Stores;

public abstract class AuditContract(StoresUnderTest stores) : StoreContract(stores)
{
    private IAuditLog Log => Stores.Get<IAuditLog>();

    [Fact]
    public async Task An_entry_is_read_as_it_was_written()
    {
        var agent = await Stores.AddAgentAsync();

        var entry = (await ListAsync(subject: agent.Id)).ShouldHaveSingleItem();

        entry.ShouldBe(new AuditEntryRead(
            entry.Id, Stores.Clock.Now, ActorKind.Key, Actor.SettingsKey.Id, "api-key", "agent.created", SubjectKind.Agent, agent.Id.ToString(), null, """{"a":"b"}"""));
    }

    [Fact]
    public async Task Each_filter_leaves_what_fits_and_pages_follow_each_other()
    {
        var (one, other) = (await Stores.AddAgentAsync(), await Stores.AddAgentAsync());
        for (var index = 0; index < 5; index++)
        {
            one = await ChangeAsync(one);
        }

        (await ListAsync(subject: other.Id)).Select(entry => entry.Action).ShouldBe(["agent.created"]);
        (await ListAsync(subject: one.Id, action: "agent.changed")).Count.ShouldBe(5);
        (await ListAsync(subject: one.Id, actor: Guid.CreateVersion7())).ShouldBeEmpty();
        (await ListAsync(subject: one.Id, actor: Actor.SettingsKey.Id)).Count.ShouldBe(6);
        var first = await ListAsync(subject: one.Id, limit: 4);
        var second = await ListAsync(subject: one.Id, before: first[^1].Id, limit: 4);
        first.Concat(second).Select(entry => entry.Id).ShouldBe((await ListAsync(subject: one.Id)).Select(entry => entry.Id));
        first.Select(entry => entry.Id).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public async Task A_time_is_found_among_many_to_the_moment()
    {
        Stores.Clock.Advance(TimeSpan.FromDays(400));
        var (agent, began) = (await Stores.AddAgentAsync(), Stores.Clock.Now);
        for (var day = 1; day <= 30; day++)
        {
            Stores.Clock.Advance(TimeSpan.FromDays(1));
            agent = await ChangeAsync(agent);
        }

        var (from, to) = (began.AddDays(10), began.AddDays(20));
        var found = await ListAsync(subject: agent.Id, from: from, to: to);

        found.Select(entry => entry.At).Reverse().ShouldBe(Enumerable.Range(10, 10).Select(day => began.AddDays(day)));
        (await ListAsync(subject: agent.Id, from: began.AddDays(30))).Count.ShouldBe(1);
        (await ListAsync(subject: agent.Id, from: began.AddDays(31))).ShouldBeEmpty();
        (await ListAsync(subject: agent.Id, to: began)).ShouldBeEmpty();
        (await ListAsync(subject: agent.Id, to: began.AddTicks(10))).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("UPDATE audit SET action = 'nothing'")]
    [InlineData("UPDATE audit SET after = NULL WHERE subject_id = 'x'")]
    [InlineData("DELETE FROM audit")]
    public async Task Nothing_is_changed_or_removed_while_it_is_young_whoever_asks(string sql)
    {
        await Stores.AddAgentAsync(email: $"{Guid.CreateVersion7():N}@shop.example");
        await WriteAsync("x");
        var before = await Stores.RowsAsync("SELECT * FROM audit ORDER BY id");

        var refused = await Should.ThrowAsync<DbException>(() => Stores.ExecuteAsync(sql));

        refused.Message.ShouldContain("append-only");
        (await Stores.RowsAsync("SELECT * FROM audit ORDER BY id")).Select(row => string.Join(' ', row)).ShouldBe(before.Select(row => string.Join(' ', row)));
    }

    private async Task WriteAsync(string subject)
    {
        await using var context = Stores.Get<IContextFactory>().Create();
        context.AuditEntries.Add(AuditRecord.From(new AuditEntry(Actor.System, "a.thing", SubjectKind.Key, subject, null, null), TimeProvider.System.GetUtcNow()));
        await context.SaveChangesAsync();
    }

    private async Task<AgentView> ChangeAsync(AgentView agent) => (await Stores.Get<IAgents>().ChangeAsync(
        agent, agent with { Name = $"Mira {agent.Version}" }, GivenAgent.Entry("agent.changed", agent), CancellationToken.None)).Value;

    private Task<IReadOnlyList<AuditEntryRead>> ListAsync(
        Guid? subject = null, Guid? actor = null, string? action = null, DateTimeOffset? from = null, DateTimeOffset? to = null, long? before = null, int limit = 100) =>
        Log.ListAsync(new AuditFilter(actor, subject?.ToString(), action, from, to, before, limit), CancellationToken.None);
}

public sealed class AuditOnSqlite(SqliteStores stores) : AuditContract(stores), IClassFixture<SqliteStores>;

public sealed class AuditOnPostgres(PostgresStores stores) : AuditContract(stores), IClassFixture<PostgresStores>
{
    [Fact]
    public async Task Nor_is_it_emptied_at_once()
    {
        (await Should.ThrowAsync<DbException>(() => Stores.ExecuteAsync("TRUNCATE audit"))).Message.ShouldContain("append-only");
    }
}
