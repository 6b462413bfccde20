using System.Reflection;
using WhatsAppSupport.Application.Conversations;

namespace WhatsAppSupport.IntegrationTests.Sessions;

/// <summary>What every session store promises.</summary>
public abstract class SessionStoreContract
{
    private static CancellationToken Patience => CancellationToken.None;

    [Fact]
    public async Task What_nobody_saved_is_a_miss()
    {
        var store = await StoreAsync();

        (await store.FindAsync(GivenSession.NewKey(), Patience)).ShouldBeNull();
    }

    [Fact]
    public async Task A_session_comes_back_as_it_was_in_every_field()
    {
        var store = await StoreAsync();
        var (key, session) = (GivenSession.NewKey(), GivenSession.WithEverything());
        DefaultsIn(session.Customer, session.Conversation, session.Rate).ShouldBeEmpty();

        await store.SaveAsync(key, session, Patience);

        (await store.FindAsync(key, Patience)).ShouldBe(session);
    }

    [Fact]
    public async Task What_is_unknown_stays_unknown()
    {
        var store = await StoreAsync();
        var (key, session) = (GivenSession.NewKey(), GivenSession.AtVersion(1));
        session = session with { Customer = session.Customer with { IsActive = false } };

        await store.SaveAsync(key, session, Patience);

        (await store.FindAsync(key, Patience)).ShouldBe(session);
    }

    [Theory]
    [InlineData(8, 8)]
    [InlineData(9, 9)]
    [InlineData(10, 10)]
    [InlineData(100, 100)]
    public async Task Only_a_higher_version_is_written(long offered, long kept)
    {
        var store = await StoreAsync();
        var key = GivenSession.NewKey();
        var before = GivenSession.AtVersion(9);
        await store.SaveAsync(key, before, Patience);
        var session = GivenSession.AtVersion(offered);

        await store.SaveAsync(key, session, Patience);

        (await store.FindAsync(key, Patience)).ShouldBe(kept > 9 ? session : before);
    }

    [Fact]
    public async Task A_forgotten_session_is_a_miss_and_a_lower_version_may_follow_it()
    {
        var store = await StoreAsync();
        var key = GivenSession.NewKey();
        await store.SaveAsync(key, GivenSession.AtVersion(9), Patience);

        await store.ForgetAsync(key, Patience);
        await store.ForgetAsync(key, Patience);

        (await store.FindAsync(key, Patience)).ShouldBeNull();
        await store.SaveAsync(key, GivenSession.AtVersion(2), Patience);
        (await store.FindAsync(key, Patience))!.Version.ShouldBe(2);
    }

    [Fact]
    public async Task Customers_and_our_numbers_are_kept_apart()
    {
        var store = await StoreAsync();
        var key = GivenSession.NewKey();

        await store.SaveAsync(key, GivenSession.AtVersion(1), Patience);

        (await store.FindAsync(key with { IntegratedNumber = "910000000001" }, Patience)).ShouldBeNull();
        (await store.FindAsync(GivenSession.NewKey(), Patience)).ShouldBeNull();
    }

    [Fact]
    public async Task A_hundred_saves_at_once_end_at_the_highest_version()
    {
        var store = await StoreAsync();
        var key = GivenSession.NewKey();
        long[] versions = [.. Enumerable.Range(1, 100).Select(number => (long)number)];
        new Random(7).Shuffle(versions);

        await Task.WhenAll(versions.Select(version => Task.Run(async () => await store.SaveAsync(key, GivenSession.AtVersion(version), Patience))));

        (await store.FindAsync(key, Patience))!.Version.ShouldBe(100);
    }

    protected abstract Task<ISessionStore> StoreAsync();

    /// <summary>So that a field that is added to the domain cannot be left out of a store's format unseen.</summary>
    private static IEnumerable<string> DefaultsIn(params object[] records) =>
        from record in records
        from property in record.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        let value = property.GetValue(record)
        where value is null || (value.GetType().IsValueType && value.Equals(Activator.CreateInstance(value.GetType())))
        select $"{record.GetType().Name}.{property.Name}";
}
