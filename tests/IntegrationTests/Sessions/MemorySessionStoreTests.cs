using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Infrastructure.Memory;
using WhatsAppSupport.Infrastructure.Sessions;

namespace WhatsAppSupport.IntegrationTests.Sessions;

public sealed class MemorySessionStoreTests : SessionStoreContract
{
    [Fact]
    public async Task A_full_store_lets_go_of_the_session_used_longest_ago()
    {
        var store = new MemorySessionStore(TimeProvider.System, capacity: 2);
        var (first, second, third) = (GivenSession.NewKey(), GivenSession.NewKey(), GivenSession.NewKey());
        await store.SaveAsync(first, GivenSession.AtVersion(1), CancellationToken.None);
        await store.SaveAsync(second, GivenSession.AtVersion(1), CancellationToken.None);
        await store.FindAsync(first, CancellationToken.None);

        await store.SaveAsync(third, GivenSession.AtVersion(1), CancellationToken.None);

        (await store.FindAsync(first, CancellationToken.None)).ShouldNotBeNull();
        (await store.FindAsync(second, CancellationToken.None)).ShouldBeNull();
        (await store.FindAsync(third, CancellationToken.None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_session_is_tidied_up_25_hours_after_it_was_saved()
    {
        var clock = new SetClock();
        var store = new MemorySessionStore(clock);
        var key = GivenSession.NewKey();
        await store.SaveAsync(key, GivenSession.AtVersion(9), CancellationToken.None);

        clock.Now += TimeSpan.FromHours(25) - TimeSpan.FromSeconds(1);
        (await store.FindAsync(key, CancellationToken.None)).ShouldNotBeNull();
        clock.Now += TimeSpan.FromSeconds(1);
        (await store.FindAsync(key, CancellationToken.None)).ShouldBeNull();

        await store.SaveAsync(key, GivenSession.AtVersion(2), CancellationToken.None);
        (await store.FindAsync(key, CancellationToken.None))!.Version.ShouldBe(2);
    }

    [Fact]
    public void It_is_registered_once_as_store_and_for_the_health_page()
    {
        using var services = new ServiceCollection().AddMemorySessions().BuildServiceProvider();

        var store = services.GetRequiredService<ISessionStore>();

        store.ShouldBeOfType<MemorySessionStore>().ShouldBeSameAs(services.GetRequiredService<ISessionStoreHealth>());
        services.GetRequiredService<ISessionStoreHealth>().ShouldSatisfyAllConditions(
            health => health.Kind.ShouldBe("memory"),
            health => health.IsConnected.ShouldBeTrue());
    }

    protected override Task<ISessionStore> StoreAsync() => Task.FromResult<ISessionStore>(new MemorySessionStore(TimeProvider.System));

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
