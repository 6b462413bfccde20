namespace WhatsAppSupport.IntegrationTests.Hosting;

/// <summary>A test class whose every test has a service of its own, on PostgreSQL and Redis, and a clock to move.</summary>
public abstract class FreshService(IReadOnlyDictionary<string, string?>? settings = null) : IAsyncLifetime
{
    protected MovableClock Clock { get; } = new();

    protected SupportService Service { get; private set; } = null!;

    public virtual async Task InitializeAsync() => Service = await SupportService.StartAsync(Backend.Production, Contract.Flows.All, settings, Clock.Use);

    public async Task DisposeAsync() => await Service.DisposeAsync();
}
