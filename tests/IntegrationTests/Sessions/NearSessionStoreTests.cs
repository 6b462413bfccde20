using WhatsAppSupport.Application.Conversations;

namespace WhatsAppSupport.IntegrationTests.Sessions;

public sealed class NearSessionStoreTests(RedisSessions sessions) : SessionStoreContract, IClassFixture<RedisSessions>
{
    [Fact]
    public async Task What_another_process_has_saved_is_found_where_this_one_knows_nothing()
    {
        var (key, session) = (GivenSession.NewKey(), GivenSession.AtVersion(3));
        await sessions.Store.SaveAsync(key, session, CancellationToken.None);

        (await sessions.NearStore.FindAsync(key, CancellationToken.None)).ShouldBe(session);
    }

    [Fact]
    public async Task What_this_process_has_used_needs_no_Redis()
    {
        var (key, session) = (GivenSession.NewKey(), GivenSession.AtVersion(3));
        await sessions.NearStore.SaveAsync(key, session, CancellationToken.None);

        await sessions.Server.FlushAsync();

        (await sessions.NearStore.FindAsync(key, CancellationToken.None)).ShouldBe(session);
    }

    [Fact]
    public async Task What_is_saved_here_is_there_for_every_process()
    {
        var (key, session) = (GivenSession.NewKey(), GivenSession.AtVersion(3));

        await sessions.NearStore.SaveAsync(key, session, CancellationToken.None);

        (await sessions.Store.FindAsync(key, CancellationToken.None)).ShouldBe(session);
    }

    protected override Task<ISessionStore> StoreAsync() => Task.FromResult(sessions.NearStore);
}
