using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog;
using WhatsAppSupport.Api.Composition;
using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Application.Metrics;
using WhatsAppSupport.Application.Traces;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Infrastructure.Msg91.Webhooks;
using WhatsAppSupport.UnitTests.Application.Fakes;
using LogSetup = WhatsAppSupport.Api.Composition.Logs;

namespace WhatsAppSupport.UnitTests.Api;

/// <summary>The face alone, over real HTTP on a free port: nothing is behind it but what the test puts there.</summary>
internal sealed class FaceApp : IAsyncDisposable
{
    public const string Key = "the-key-of-this-test";

    private FaceApp(WebApplication app, LogLines log)
    {
        Log = log;
        Services = app.Services;
        App = app;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new Uri($"http://localhost:{new Uri(app.Urls.First()).Port}"),
        };
    }

    public HttpClient Client { get; }

    public WebApplication App { get; }

    public IServiceProvider Services { get; }

    /// <summary>All that was logged.</summary>
    public LogLines Log { get; }

    public static async Task<FaceApp> StartAsync(AppSettings? settings = null, Action<IServiceCollection>? add = null)
    {
        var log = new LogLines();
        var app = Build((settings ?? new AppSettings()) with { Port = 0, Admin = new AdminSettings(null, null, Key) }, log, add);
        await app.StartAsync();
        return new FaceApp(app, log);
    }

    public static WebApplication Build(AppSettings settings, LogLines log, Action<IServiceCollection>? add = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddSerilog(LogSetup.Configuration().WriteTo.Sink(log).CreateLogger(), dispose: true);
        builder.AddWebServer(settings);
        builder.AddFace(settings);
        builder.Services
            .AddSingleton(settings)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<SupportMetrics>()
            .AddSingleton(new SupportTraces(SupportUnderTest.Options))
            .AddSingleton<IFaults, Faults>()
            .AddSingleton(new WebhookAuthentication([Key], [Key]))
            .Configure<KeyManagementOptions>(options => options.XmlRepository = new KeptInMemory())
            .AddMessaging();
        add?.Invoke(builder.Services);

        var app = builder.Build().UseFace();
        var routes = app.MapGroup("").ExcludeFromDescription();
        routes.MapPost("/test/length", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            return body.Length;
        }).AllowAnonymous();
        routes.MapGet("/test/{exception}", string (string exception) => throw Faults.Named(exception)).AllowAnonymous();
        routes.MapGet("/test/forgotten", () => "never said who may see it");
        routes.MapGet("/test/guarded", () => "for who may look at conversations").RequireAuthorization(Permission.ConversationsRead);
        return app;
    }

    public async Task<(int Status, string Body)> GetAsync(string path, string? bearer = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
    }

    /// <summary>What cookies are sealed with; the database of a whole program keeps it.</summary>
    private sealed class KeptInMemory : IXmlRepository
    {
        private readonly ConcurrentBag<XElement> elements = [];

        public IReadOnlyCollection<XElement> GetAllElements() => [.. elements];

        public void StoreElement(XElement element, string friendlyName) => elements.Add(element);
    }
}
