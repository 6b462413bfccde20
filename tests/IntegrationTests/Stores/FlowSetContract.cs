using System.Data.Common;
using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Flows;

namespace WhatsAppSupport.IntegrationTests.Stores;

public abstract class FlowSetContract(StoresUnderTest stores) : StoreContract(stores)
{
    private IFlowSets Sets => Stores.Get<IFlowSets>();

    [Fact]
    public async Task What_is_kept_is_read_letter_by_letter_with_the_versions_that_it_was_given()
    {
        FlowText[] files =
        [
            Flow("b", "steps: 'हाँ 😀'\r\n\t# a comment"),
            Flow("a"),
            new("system/texts.yaml", "en: {}"),
        ];

        var id = await Sets.KeepAsync(files, CancellationToken.None);

        (await Sets.ReadAsync(id, CancellationToken.None)).ShouldBe([files[1], files[0], files[2]]);
        (await Sets.ReadAsync(id + 1_000_000, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task The_same_files_are_the_same_set_whoever_keeps_them_at_once()
    {
        FlowText[] files = [Flow("a"), Flow("b"), Flow("c")];

        var ids = await Task.WhenAll(Enumerable.Range(0, 12).Select(index => Task.Run(() =>
            Sets.KeepAsync(index % 2 == 0 ? files : [.. files.Reverse()], CancellationToken.None))));

        ids.Distinct().ShouldHaveSingleItem();
        (await Stores.RowsAsync("SELECT name FROM flow_set_files WHERE set_id = @id", ("@id", ids[0]))).Count.ShouldBe(3);
        (await Sets.KeepAsync([files[0], files[1]], CancellationToken.None)).ShouldNotBe(ids[0]);
        (await Sets.KeepAsync([files[0], files[1], files[2] with { Text = files[2].Text + " " }], CancellationToken.None)).ShouldNotBe(ids[0]);
        (await Sets.KeepAsync([files[0], files[1], files[2] with { Name = "other.yaml" }], CancellationToken.None)).ShouldNotBe(ids[0]);
    }

    [Fact]
    public async Task A_text_lies_there_once_in_however_many_sets_it_is_and_different_sets_are_kept_at_once()
    {
        var shared = Enumerable.Range(0, 20).Select(_ => Flow(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N"))).ToList();
        var before = await CountAsync("flow_texts");

        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(index => Task.Run(() =>
            Sets.KeepAsync([.. shared.OrderBy(_ => Random.Shared.Next()), Flow($"own-{index}")], CancellationToken.None))));

        ids.Distinct().Count().ShouldBe(8);
        (await CountAsync("flow_texts") - before).ShouldBe(28);
    }

    [Fact]
    public async Task A_content_of_a_flow_is_found_in_the_newest_set_that_has_it()
    {
        var (flow, id) = (Flow("a"), Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N"));
        flow = flow with { FlowId = id };
        await Sets.KeepAsync([flow], CancellationToken.None);
        var newest = await Sets.KeepAsync([flow, Flow("b")], CancellationToken.None);
        await Sets.KeepAsync([flow with { Version = "other", Text = "other" }], CancellationToken.None);

        (await Sets.FindSetAsync(new FlowVersion(id, flow.Version!), CancellationToken.None)).ShouldBe(newest);
        (await Sets.FindSetAsync(new FlowVersion(id, "nix"), CancellationToken.None)).ShouldBeNull();
        (await Sets.FindSetAsync(new FlowVersion("nix", flow.Version!), CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_many_who_decide_at_once_one_does_and_stands_in_the_audit_log()
    {
        var set = await Sets.KeepAsync([Flow("a")], CancellationToken.None);
        var next = await NextAsync();

        var won = await Task.WhenAll(Enumerable.Range(0, 8).Select(index => Task.Run(() => PublishAsync(next, set, $"reason {index}"))));

        won.Count(isStored => isStored).ShouldBe(1);
        var stored = (await Sets.FindNewestAsync(CancellationToken.None))!;
        stored.ShouldBe(new Publication(next, set, Stores.Clock.Now, ActorKind.Key, Actor.SettingsKey.Id, "api-key", $"reason {Array.IndexOf(won, true)}"));
        (await Stores.RowsAsync("SELECT id FROM audit WHERE subject_kind = 'flows' AND subject_id = @id", ("@id", $"{next}"))).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Decisions_are_listed_newest_first_page_by_page_and_found_by_their_number()
    {
        var set = await Sets.KeepAsync([Flow("a")], CancellationToken.None);
        var first = await NextAsync();
        for (var number = first; number < first + 5; number++)
        {
            (await PublishAsync(number, number % 2 == 0 ? set : null)).ShouldBeTrue();
        }

        var page = await Sets.ListAsync(null, 3, CancellationToken.None);
        var rest = await Sets.ListAsync(page[^1].Id, 2, CancellationToken.None);

        page.Concat(rest).Select(publication => publication.Id).ShouldBe(Enumerable.Range(0, 5).Select(index => first + 4 - index));
        (await Sets.FindAsync(first, CancellationToken.None))!.Set.ShouldBe(first % 2 == 0 ? set : null);
        (await Sets.FindAsync(first + 1_000_000, CancellationToken.None)).ShouldBeNull();
    }

    [Theory]
    [InlineData("UPDATE flow_texts SET text = 'other'")]
    [InlineData("UPDATE flow_sets SET hash = hash")]
    [InlineData("UPDATE flow_set_files SET version = 'other'")]
    [InlineData("UPDATE flow_publications SET set_id = NULL")]
    public async Task What_was_kept_is_never_changed_whoever_holds_the_connection(string sql)
    {
        await PublishAsync(await NextAsync(), await Sets.KeepAsync([Flow("a")], CancellationToken.None));

        (await Should.ThrowAsync<DbException>(() => Stores.ExecuteAsync(sql))).Message.ShouldContain("never changed");
    }

    private static FlowText Flow(string id, string? text = null)
    {
        text ??= $"flow_id: {id} # {Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}";
        return new FlowText($"{id}.yaml", text, id, $"version of {id}");
    }

    private async Task<long> NextAsync() => ((await Sets.FindNewestAsync(CancellationToken.None))?.Id ?? 0) + 1;

    private Task<bool> PublishAsync(long id, long? set, string reason = "because") => Sets.PublishAsync(
        new Publication(id, set, Stores.Clock.Now, ActorKind.Key, Actor.SettingsKey.Id, "api-key", reason),
        new AuditEntry(Actor.SettingsKey, "flows.published", SubjectKind.Flows, $"{id}", null, null),
        CancellationToken.None);

    private async Task<long> CountAsync(string table) => long.Parse((await Stores.RowsAsync($"SELECT count(*) AS n FROM {table}"))[0]["n"]!, System.Globalization.CultureInfo.InvariantCulture);
}

public sealed class FlowSetsOnSqlite(SqliteStores stores) : FlowSetContract(stores), IClassFixture<SqliteStores>;

public sealed class FlowSetsOnPostgres(PostgresStores stores) : FlowSetContract(stores), IClassFixture<PostgresStores>;
