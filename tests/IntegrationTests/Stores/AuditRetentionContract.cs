using System.Data.Common;
using System.Text.Json;
using WhatsAppSupport.Application.Audit;
using WhatsAppSupport.Application.Retention;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Infrastructure.Persistence;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>The audit log is kept for a time, of which nobody can take away the first 30 days. These are counted by the database's own clock.</summary>
public abstract class AuditRetentionContract(StoresUnderTest stores) : IAsyncLifetime
{
    private static readonly RetentionLimits Limits = new() { Audit = TimeSpan.FromDays(30) };

    private StoresUnderTest Stores { get; } = stores;

    /// <summary>A database for each test, because no other way leads to an empty log.</summary>
    public async Task InitializeAsync()
    {
        Stores.Clock.Advance(TimeProvider.System.GetUtcNow() - Stores.Clock.Now);
        await Stores.InitializeAsync();
    }

    public Task DisposeAsync() => Stores.DisposeAsync();

    [Fact]
    public async Task What_is_older_than_its_limit_goes_and_an_entry_tells_so()
    {
        await WriteAsync(600, daysAgo: 40);
        await WriteAsync(2, daysAgo: 29);

        var gone = await Stores.RemoveOldAsync(Limits, RetentionKind.Audit);

        gone.ShouldBe(new Dictionary<RetentionKind, int> { [RetentionKind.Audit] = 600 });
        var entries = await ListAsync();
        entries.Select(entry => entry.Action).ShouldBe(["audit.removed", "audit.removed", "a.thing", "a.thing"]);
        entries[..2].ShouldAllBe(entry => entry.ActorKind == ActorKind.System && entry.SubjectKind == SubjectKind.Audit && entry.Before == null);
        entries[..2].Sum(entry => JsonDocument.Parse(entry.After!).RootElement.GetProperty("entries").GetInt32()).ShouldBe(600);
        var upTo = JsonDocument.Parse(entries[0].After!).RootElement.GetProperty("upTo").GetDateTimeOffset();
        (Stores.Clock.Now - upTo).ShouldBeInRange(TimeSpan.FromDays(39.9), TimeSpan.FromDays(40.1));
        (await Stores.RemoveOldAsync(Limits, RetentionKind.Audit)).ShouldBeEmpty();
        (await ListAsync()).Count.ShouldBe(4, "nothing was removed, and nothing is told");
    }

    [Fact]
    public async Task For_ever_is_the_default()
    {
        await WriteAsync(1, daysAgo: 3000);

        (await Stores.RemoveOldAsync(new RetentionLimits(), RetentionKind.Audit)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("DELETE FROM audit")]
    [InlineData("DELETE FROM audit WHERE action = 'young'")]
    [InlineData("UPDATE audit SET action = 'nothing' WHERE action = 'old'")]
    [InlineData("UPDATE audit SET at = at WHERE action = 'old'")]
    public async Task What_is_young_is_removed_by_nobody_and_nothing_is_changed_however_old(string sql)
    {
        await WriteAsync(1, daysAgo: 31, action: "old");
        await WriteAsync(1, daysAgo: 29.9, action: "young");

        (await Should.ThrowAsync<DbException>(() => Stores.ExecuteAsync(sql))).Message.ShouldContain("append-only");

        (await ListAsync()).Select(entry => entry.Action).ShouldBe(["young", "old"]);
    }

    private async Task WriteAsync(int count, double daysAgo, string action = "a.thing")
    {
        await using var context = Stores.Get<IContextFactory>().Create();
        var entry = new AuditEntry(Actor.System, action, SubjectKind.Key, "a key", null, null);
        context.AuditEntries.AddRange(Enumerable.Range(0, count).Select(_ => AuditRecord.From(entry, Stores.Clock.Now.AddDays(-daysAgo))));
        await context.SaveChangesAsync();
    }

    private async Task<List<AuditEntryRead>> ListAsync() =>
        [.. await Stores.Get<IAuditLog>().ListAsync(new AuditFilter(null, null, null, null, null, null, 1000), CancellationToken.None)];
}

public sealed class AuditRetentionOnSqlite() : AuditRetentionContract(new SqliteStores());

public sealed class AuditRetentionOnPostgres() : AuditRetentionContract(new PostgresStores());
