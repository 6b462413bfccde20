using WhatsAppSupport.IntegrationTests.Contract;

namespace WhatsAppSupport.IntegrationTests.Hosting;

/// <summary>One running service for all tests that need no more of it than a customer of their own.</summary>
public abstract class SharedService(Backend backend) : IAsyncLifetime
{
    private SupportService? service;

    public Backend Backend { get; } = backend;

    public SupportService Service => service ?? throw new InvalidOperationException("It was not started.");

    public async Task InitializeAsync() => service = await SupportService.StartAsync(Backend, Flows.All);

    public async Task DisposeAsync()
    {
        if (service is not null)
        {
            await service.DisposeAsync();
        }
    }
}

public sealed class LaptopService() : SharedService(Backend.Laptop);

public sealed class ProductionService() : SharedService(Backend.Production);

[CollectionDefinition(Name)]
public sealed class OnLaptop : ICollectionFixture<LaptopService>
{
    public const string Name = "on a laptop";
}

[CollectionDefinition(Name)]
public sealed class InProduction : ICollectionFixture<ProductionService>
{
    public const string Name = "in production";
}
