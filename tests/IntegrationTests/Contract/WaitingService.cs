using System.Net;
using System.Net.Http.Headers;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>One running service whose flows wait for a time, for a shop and for the language model. Its clock is moved, so that its tests go one after another.</summary>
public abstract class WaitingService(Backend backend) : IAsyncLifetime
{
    /// <summary>What flows sign in with at the shop.</summary>
    public const string Secret = "an-invented-shop-secret";

    public Backend Backend { get; } = backend;

    public MovableClock Clock { get; } = new();

    public ApiStandIn Shop { get; private set; } = null!;

    public SupportService Service { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Shop = await ApiStandIn.StartAsync();
        Service = await SupportService.StartAsync(Backend, FlowsThatWait.At(Shop.Address), SettingsFor(Shop), Clock.Use);
    }

    public async Task DisposeAsync()
    {
        await Service.DisposeAsync();
        await Shop.DisposeAsync();
    }

    public static Dictionary<string, string?> SettingsFor(ApiStandIn shop) =>
        new() { ["FLOW_PRIVATE_HOSTS"] = shop.Address.Authority, ["FLOW_SECRET_SHOP"] = Secret };

    /// <summary>Lets so much time pass that whatever was begun before is due, and has been looked at: whoever began to wait last has been told.</summary>
    public async Task PassAsync()
    {
        var last = Customers.Next();
        await Service.SayAsync(last, "later");
        await Service.RepliesAsync(last, 1);
        await Service.DrainAsync();
        Clock.Move(FlowsThatWait.Time);
        await Service.RepliesAsync(last, 2);
        await Service.DrainAsync();
    }

    /// <summary>What happens to a conversation while its flow waits, after which the bot has nothing to say in it.</summary>
    public async Task MeanwhileAsync(string what, string customer)
    {
        var found = await Service.ConversationAsync(customer);
        var (conversation, id) = (found["conversation"]!.AsObject().Word("id")!, found["customer"]!.AsObject().Word("id")!);
        var meera = await Service.ComesAsync("Meera");
        switch (what)
        {
            case "taken over":
                (await meera.TakeOverAsync(conversation)).Status.ShouldBe(HttpStatusCode.OK);
                break;
            case "given back":
                (await meera.TakeOverAsync(conversation)).Status.ShouldBe(HttpStatusCode.OK);
                (await meera.DoAsync(conversation, "give-back")).Status.ShouldBe(HttpStatusCode.Accepted);
                break;
            case "resolved":
                (await meera.DoAsync(conversation, "resolve")).Status.ShouldBe(HttpStatusCode.OK);
                break;
            case "erased":
                await EraseAsync(id);
                break;
            case "not served":
                (await Service.AskAsync(HttpMethod.Patch, $"/api/v1/customers/{id}", new { isActive = false })).Status.ShouldBe(HttpStatusCode.OK);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(what), what, "Nobody knows how that happens.");
        }

        await Service.DrainAsync();
    }

    private async Task EraseAsync(string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/customers/{id}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SupportService.AdminKey);
        using var response = await Service.Http.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }
}

public sealed class WaitingLaptop() : WaitingService(Backend.Laptop);

public sealed class WaitingProduction() : WaitingService(Backend.Production);

[CollectionDefinition(Name)]
public sealed class WaitsOnLaptop : ICollectionFixture<WaitingLaptop>
{
    public const string Name = "flows wait on a laptop";
}

[CollectionDefinition(Name)]
public sealed class WaitsInProduction : ICollectionFixture<WaitingProduction>
{
    public const string Name = "flows wait in production";
}
