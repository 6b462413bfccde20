using System.Net;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Access;

/// <summary>A live program, with somebody of each role signed in and a key for each scope.</summary>
public sealed class DoorKeepers : IAsyncLifetime
{
    private readonly Dictionary<Role, SignedIn> browsers = [];
    private readonly Dictionary<string, string> keys = [];

    public SupportService Service { get; private set; } = null!;

    public async Task InitializeAsync() => Service = await SupportService.StartAsync(Backend.Laptop);

    public async Task DisposeAsync() => await Service.DisposeAsync();

    /// <summary>Signed in again where a test has signed them out.</summary>
    public async Task<SignedIn> BrowserAsync(Role role)
    {
        if (!browsers.TryGetValue(role, out var browser))
        {
            browser = await SignedIn.AsAsync(Service, role);
        }
        else if ((await browser.GetAsync("/api/v1/session")).Status != HttpStatusCode.OK)
        {
            browser = await SignedIn.ByAsync(Service.Http, browser.Email, browser.Password);
        }

        return browsers[role] = browser;
    }

    public async Task<string> KeyAsync(string scope)
    {
        if (!keys.TryGetValue(scope, out var key))
        {
            var (status, made) = await Service.AskAsync(HttpMethod.Post, "/api/v1/keys", new { name = scope, scopes = new[] { scope } });
            status.ShouldBe(HttpStatusCode.Created);
            keys[scope] = key = made.Word("secret")!;
        }

        return key;
    }
}
