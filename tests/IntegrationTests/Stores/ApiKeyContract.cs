using System.Security.Cryptography;
using WhatsAppSupport.Application.Keys;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;

namespace WhatsAppSupport.IntegrationTests.Stores;

public abstract class ApiKeyContract(StoresUnderTest stores) : StoreContract(stores)
{
    private IApiKeys Keys => Stores.Get<IApiKeys>();

    [Fact]
    public async Task A_key_is_found_by_its_hash_and_its_id_as_it_was_stored()
    {
        var (view, hash) = await AddAsync(Stores.Clock.Now.AddDays(1));

        var found = (await Keys.FindAsync(hash, CancellationToken.None))!;

        (found with { Scopes = view.Scopes }).ShouldBe(view);
        found.Scopes.ShouldBe(view.Scopes);
        (await Keys.FindAsync(view.Id, CancellationToken.None))!.Name.ShouldBe(view.Name);
        (await Keys.FindAsync(RandomNumberGenerator.GetBytes(32), CancellationToken.None)).ShouldBeNull();
        (await Keys.FindAsync(Guid.CreateVersion7(), CancellationToken.None)).ShouldBeNull();
        (await ActionsAsync(view)).ShouldBe(["key.created"]);
    }

    [Fact]
    public async Task Keys_are_listed_newest_first_page_by_page()
    {
        var ids = new List<Guid>();
        for (var index = 0; index < 5; index++)
        {
            ids.Add((await AddAsync()).View.Id);
            Stores.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var first = await Keys.ListAsync(null, 3, CancellationToken.None);
        var second = await Keys.ListAsync(first[^1].Id, 3, CancellationToken.None);

        first.Concat(second).Select(key => key.Id).Reverse().ShouldBe(ids);
    }

    [Fact]
    public async Task Revoked_by_many_it_is_revoked_and_written_down_once()
    {
        var (view, _) = await AddAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(index => Task.Run(() =>
            Keys.RevokeAsync(view.Id, Stores.Clock.Now, Entry("key.revoked", view), CancellationToken.None))));

        (await Keys.FindAsync(view.Id, CancellationToken.None))!.RevokedAt.ShouldBe(Stores.Clock.Now);
        (await ActionsAsync(view)).ShouldBe(["key.created", "key.revoked"]);
    }

    [Fact]
    public async Task When_it_was_used_is_kept_to_the_minute()
    {
        var (view, _) = await AddAsync();
        var first = Stores.Clock.Now;

        await Keys.NoteUseAsync(view.Id, first, CancellationToken.None);
        await Keys.NoteUseAsync(view.Id, first.AddSeconds(59), CancellationToken.None);
        (await Keys.FindAsync(view.Id, CancellationToken.None))!.LastUsedAt.ShouldBe(first);
        await Keys.NoteUseAsync(view.Id, first.AddSeconds(60), CancellationToken.None);

        (await Keys.FindAsync(view.Id, CancellationToken.None))!.LastUsedAt.ShouldBe(first.AddSeconds(60));
    }

    private async Task<(ApiKeyView View, byte[] Hash)> AddAsync(DateTimeOffset? expires = null)
    {
        var hash = RandomNumberGenerator.GetBytes(32);
        var view = new ApiKeyView
        {
            Id = Guid.CreateVersion7(Stores.Clock.Now),
            Name = "shop",
            Hint = "abcd",
            Scopes = [Permission.ConversationsRead, Permission.CustomersRead],
            CreatedBy = Guid.CreateVersion7(),
            CreatedAt = Stores.Clock.Now,
            ExpiresAt = expires,
            LastUsedAt = null,
            RevokedAt = null,
        };
        await Keys.AddAsync(new NewApiKey(view, hash), Entry("key.created", view), CancellationToken.None);
        return (view, hash);
    }

    private static AuditEntry Entry(string action, ApiKeyView key) => new(Actor.SettingsKey, action, SubjectKind.Key, key.Id.ToString(), null, null);

    private async Task<IEnumerable<string?>> ActionsAsync(ApiKeyView key) =>
        (await Stores.RowsAsync("SELECT action FROM audit WHERE subject_id = @id ORDER BY id", ("@id", key.Id.ToString()))).Select(row => row["action"]);
}

public sealed class ApiKeysOnSqlite(SqliteStores stores) : ApiKeyContract(stores), IClassFixture<SqliteStores>;

public sealed class ApiKeysOnPostgres(PostgresStores stores) : ApiKeyContract(stores), IClassFixture<PostgresStores>;
