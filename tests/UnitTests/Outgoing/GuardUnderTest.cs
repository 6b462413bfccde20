using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.FlowCalls;
using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.Infrastructure.FlowCalls;
using WhatsAppSupport.Infrastructure.Outgoing;
using WhatsAppSupport.TestServers;
using WhatsAppSupport.UnitTests.Logs;

namespace WhatsAppSupport.UnitTests.Outgoing;

/// <summary>
/// The calls of flows as the program registers them, behind the real guard. Names are looked up at a stand-in; <c>api.shop.example</c> and what ends in
/// <c>.shop.example</c> are on the internet, where a server of this machine answers by https; <see cref="Own"/> is in one's own network.
/// </summary>
internal sealed class GuardUnderTest : IAsyncDisposable
{
    public const string Key = "4711-order";

    /// <summary>Some address on the internet; no request of a test ever gets there.</summary>
    public const string Public = "93.184.216.34";

    private readonly ServiceProvider services;

    private GuardUnderTest(ApiStandIn internet, ApiStandIn own, Func<FlowCallOptions, FlowCallOptions> with, TimeSpan connectWithin)
    {
        (Internet, Own) = (internet, own);
        Connections.Internet = internet.Address;
        Dns.Set("api.shop.example", Public);
        Dns.Set("files.shop.example", Public);
        Dns.Set("orders.internal", "127.0.0.1");
        var options = new FlowCallOptions
        {
            Hosts = new AllowedHosts(Hosts(AllowedHost.ReadPublic, "api.shop.example", "*.shop.example"), Hosts(AllowedHost.ReadOwn, OwnHost, $"127.0.0.1:{own.Address.Port}", "[::1]:9")),
            RetryDelay = TimeSpan.FromMilliseconds(5),
        };
        var registered = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log.Provider))
            .AddSingleton<INameResolution>(new StandInNames(Dns))
            .AddSingleton<IConnections>(Connections)
            .AddFlowCalls(with(options));
        registered.AddHttpClient(FlowCallsRegistration.Client).ConfigurePrimaryHttpMessageHandler((handler, _) =>
        {
            Trust((SocketsHttpHandler)handler, internet.Certificate);
            ((SocketsHttpHandler)handler).ConnectTimeout = connectWithin;
        });
        services = registered.BuildServiceProvider();
    }

    private delegate AllowedHost? ReadHost(string text, out string? problem);

    public ApiStandIn Internet { get; }

    public ApiStandIn Own { get; }

    public DnsStandIn Dns { get; } = new();

    public RecordedConnections Connections { get; } = new();

    public CapturedLog Log { get; } = new();

    public string OwnHost => $"orders.internal:{Own.Address.Port}";

    /// <summary>Every request that came anywhere.</summary>
    public IReadOnlyList<ApiStandInRequest> Received => [.. Internet.Received, .. Own.Received];

    public HttpClient Client => services.GetRequiredService<IHttpClientFactory>().CreateClient(FlowCallsRegistration.Client);

    /// <param name="connectWithin">Longer than the program's own by default, so that a busy machine is no failure.</param>
    public static async Task<GuardUnderTest> StartAsync(Func<FlowCallOptions, FlowCallOptions>? with = null, TimeSpan? connectWithin = null) =>
        new(await ApiStandIn.StartSecureAsync("api.shop.example", "*.shop.example", "a.b.shop.example"), await ApiStandIn.StartAsync(), with ?? (options => options), connectWithin ?? TimeSpan.FromSeconds(30));

    public static HttpCall Get(string url) => new("GET", url, [], null, TimeSpan.FromSeconds(30), 0);

    public Task<FlowAnswer> SendAsync(HttpCall call, CancellationToken cancellationToken = default) =>
        services.GetRequiredService<IApiCalls>().SendAsync(call, Key, cancellationToken);

    public async Task<string> FailureAsync(HttpCall call) => (await SendAsync(call)).ShouldBeOfType<FlowAnswer.Failed>().Code;

    public Task<string> FailureAsync(string url) => FailureAsync(Get(url));

    public async Task<string> BodyAsync(HttpCall call) => (await SendAsync(call)).ShouldBeOfType<FlowAnswer.Succeeded>().Body;

    public Task<string> BodyAsync(string url) => BodyAsync(Get(url));

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Internet.DisposeAsync();
        await Own.DisposeAsync();
        await Dns.DisposeAsync();
    }

    private static List<AllowedHost> Hosts(ReadHost read, params string[] texts) => [.. texts.Select(text => read(text, out var problem) ?? throw new InvalidOperationException($"{text} {problem}"))];

    private static void Trust(SocketsHttpHandler handler, X509Certificate2 certificate) => handler.SslOptions = new SslClientAuthenticationOptions
    {
        CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { certificate },
            RevocationMode = X509RevocationMode.NoCheck,
        },
    };
}
