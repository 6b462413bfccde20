using System.Net;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Access;

/// <summary>One running service for the tests of a class, each with agents of its own; its clock may be moved on.</summary>
public abstract class AccessService(Backend backend) : IAsyncLifetime
{
    public MovableClock Clock { get; } = new();

    public SupportService Service { get; private set; } = null!;

    public async Task InitializeAsync() => Service = await SupportService.StartAsync(backend, Flows.All, also: Clock.Use);

    public async Task DisposeAsync() => await Service.DisposeAsync();
}

public sealed class LaptopAccess() : AccessService(Backend.Laptop);

public sealed class ProductionAccess() : AccessService(Backend.Production);

/// <summary>What holds on either database. Each test begins in a new minute, so that no failure before it counts.</summary>
public abstract class AccessContract
{
    protected const string Session = "/api/v1/session";
    protected const string Agents = "/api/v1/agents";
    protected const string Keys = "/api/v1/keys";

    protected AccessContract(AccessService access)
    {
        (Service, Clock) = (access.Service, access.Clock);
        Clock.Move(TimeSpan.FromMinutes(1));
    }

    protected SupportService Service { get; }

    protected MovableClock Clock { get; }

    protected Task<SignedIn> AsAsync(Role role) => SignedIn.AsAsync(Service, role);

    protected SignedIn Browser() => new(Service.Http);

    protected async Task<(HttpStatusCode Status, string? Code)> TrySignInAsync(string email, string password)
    {
        var answer = await Browser().SignInAsync(email, password);
        return (answer.Status, answer.Code);
    }

    protected async Task WrongAsync(string email, int times)
    {
        for (var time = 0; time < times; time++)
        {
            (await TrySignInAsync(email, "a wrong password")).ShouldBe((HttpStatusCode.Unauthorized, "sign_in_refused"));
        }
    }
}
