using WhatsAppSupport.Application.Conversations;

namespace WhatsAppSupport.IntegrationTests.Sessions;

public sealed class RedisSessionStoreTests(RedisSessions sessions) : SessionStoreContract, IClassFixture<RedisSessions>
{
    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"schema":2,"customer":null,"conversation":null,"rate":null}""")]
    [InlineData("")]
    public async Task An_unreadable_entry_is_a_miss_and_the_next_save_replaces_it(string garbage)
    {
        var (key, session) = (GivenSession.NewKey(), GivenSession.AtVersion(3));
        await sessions.AskAsync(redis => redis.HashSetAsync(Name(key), "v", 1_000));
        await sessions.AskAsync(redis => redis.HashSetAsync(Name(key), "d", garbage));

        (await sessions.Store.FindAsync(key, CancellationToken.None)).ShouldBeNull();
        await sessions.Store.SaveAsync(key, session, CancellationToken.None);

        (await sessions.Store.FindAsync(key, CancellationToken.None)).ShouldBe(session);
    }

    [Fact]
    public async Task An_entry_of_another_schema_is_a_miss()
    {
        var key = GivenSession.NewKey();
        await sessions.Store.SaveAsync(key, GivenSession.AtVersion(3), CancellationToken.None);
        string entry = (await sessions.AskAsync(redis => redis.HashGetAsync(Name(key), "d")))!;
        entry.ShouldContain("\"schema\":2,");

        await sessions.AskAsync(redis => redis.HashSetAsync(Name(key), "d", entry.Replace("\"schema\":2,", "\"schema\":3,", StringComparison.Ordinal)));

        (await sessions.Store.FindAsync(key, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_key_of_another_kind_is_a_miss_and_the_next_save_replaces_it()
    {
        var (key, session) = (GivenSession.NewKey(), GivenSession.AtVersion(3));
        await sessions.AskAsync(redis => redis.StringSetAsync(Name(key), "somebody else's"));

        (await sessions.Store.FindAsync(key, CancellationToken.None)).ShouldBeNull();
        await sessions.Store.SaveAsync(key, session, CancellationToken.None);

        (await sessions.Store.FindAsync(key, CancellationToken.None)).ShouldBe(session);
    }

    [Fact]
    public async Task A_flushed_Redis_misses_and_keeps_what_is_saved_next()
    {
        var key = GivenSession.NewKey();
        await sessions.Store.SaveAsync(key, GivenSession.AtVersion(3), CancellationToken.None);

        await sessions.Server.FlushAsync();

        (await sessions.Store.FindAsync(key, CancellationToken.None)).ShouldBeNull();
        await sessions.Store.SaveAsync(key, GivenSession.AtVersion(4), CancellationToken.None);
        (await sessions.Store.FindAsync(key, CancellationToken.None))!.Version.ShouldBe(4);
    }

    [Fact]
    public async Task A_server_that_lost_the_script_gets_it_again()
    {
        var key = GivenSession.NewKey();
        await sessions.Store.SaveAsync(key, GivenSession.AtVersion(3), CancellationToken.None);

        await sessions.AskAsync(redis => redis.ExecuteAsync("SCRIPT", "FLUSH"));
        await sessions.Store.SaveAsync(key, GivenSession.AtVersion(4), CancellationToken.None);

        (await sessions.Store.FindAsync(key, CancellationToken.None))!.Version.ShouldBe(4);
    }

    [Fact]
    public async Task The_key_carries_no_phone_number_of_the_customer_and_ends_after_25_hours()
    {
        var (key, session) = (GivenSession.NewKey(), GivenSession.WithEverything());

        await sessions.Store.SaveAsync(key, session, CancellationToken.None);

        Name(key).ShouldNotContain(session.Customer.PhoneNumber!.Value.Digits);
        var left = await sessions.AskAsync(redis => redis.KeyTimeToLiveAsync(Name(key)));
        left.ShouldNotBeNull().ShouldBeInRange(TimeSpan.FromHours(24.9), TimeSpan.FromHours(25));
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_told_so_and_Redis_is_not_blamed()
    {
        using var gaveUp = new CancellationTokenSource();
        await gaveUp.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(
            async () => await sessions.Store.FindAsync(GivenSession.NewKey(), gaveUp.Token));

        sessions.Health.IsConnected.ShouldBeTrue();
    }

    protected override Task<ISessionStore> StoreAsync() => Task.FromResult(sessions.Store);

    private static string Name(SessionKey key) => $"wa:session:{key.Customer.Value:N}:{key.IntegratedNumber}";
}
