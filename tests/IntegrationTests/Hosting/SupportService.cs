using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Api.Composition;
using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Hosting;

/// <summary>
/// The whole program, run inside the test's process on a port of its own, with MSG91, OpenRouter and the notified address as real local
/// servers. Everything goes through HTTP, except what a test looks up in <see cref="Services"/>.
/// </summary>
public sealed class SupportService : IRunningSupport, IAsyncDisposable
{
    public const string OurNumber = "919800000001";
    public const string WebhookSecret = "an-invented-signing-secret";
    public const string WebhookToken = "an-invented-webhook-token";

    /// <summary>Of <c>ENCRYPTION_KEYS</c>, as whoever goes live has one: rows are read with <see cref="OpenedRows"/>, and found by hashes (<see cref="Stored"/>).</summary>
    public const string SealingKey = "test:dGhpcnR5LXR3byBpbnZlbnRlZCBieXRlcyBmb3IgaXQ=";
    public const string AdminKey = "an-invented-admin-key";
    public const string AdminEmail = "owner@shop.example";
    public const string AdminPassword = "an invented password";

    private readonly Dictionary<string, string?> environment;
    private readonly DirectoryInfo folder;
    private readonly Action<WebApplicationBuilder>? also;
    private WebApplication? app;

    private SupportService(Dictionary<string, string?> environment, DirectoryInfo folder, StandIns standIns, Action<WebApplicationBuilder>? also)
    {
        (this.environment, this.folder, StandIns, this.also) = (environment, folder, standIns, also);
    }

    public StandIns StandIns { get; }

    public Msg91StandIn Msg91 => StandIns.Msg91;

    public OpenRouterStandIn OpenRouter => StandIns.OpenRouter;

    public IServiceProvider Services => app!.Services;

    /// <summary>The settings as environment variables, for another process on the same database.</summary>
    public IReadOnlyDictionary<string, string?> Environment => environment;

    public string DataFolder => folder.FullName;

    public HttpClient Http { get; private set; } = null!;

    public DateTimeOffset Now => Get<TimeProvider>().GetUtcNow();

    /// <param name="flows">A folder with flows; null = the shipped ones.</param>
    /// <param name="settings">Variables on top of (or, with null, taken away from) those of a live service on that backend.</param>
    /// <param name="also">What the test replaces, such as the clock.</param>
    public static async Task<SupportService> StartAsync(
        Backend backend,
        IReadOnlyDictionary<string, string>? flows = null,
        IReadOnlyDictionary<string, string?>? settings = null,
        Action<WebApplicationBuilder>? also = null)
    {
        var folder = Directory.CreateTempSubdirectory("support-test-");
        var standIns = await StandIns.StartAsync();
        var environment = Live(await backend.MigratedSettingsAsync(folder.FullName), folder, standIns, flows, settings);
        var service = new SupportService(environment, folder, standIns, also);
        await service.StartAsync();
        return service;
    }

    /// <summary>Starts it (again) on the same database.</summary>
    public async Task StartAsync()
    {
        var read = ProcessEnvironment.Read(environment, dataFolder: folder.FullName);
        app = SupportApp.Build(read, also: Prepare);
        await app.StartAsync();
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First().Replace("[::]", "127.0.0.1", StringComparison.Ordinal)) };
    }

    public async Task StopAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
            Http.Dispose();
            app = null;
        }
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await StandIns.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>The variables of a live service on that database.</summary>
    internal static Dictionary<string, string?> Live(
        Dictionary<string, string?> environment,
        DirectoryInfo folder,
        StandIns standIns,
        IReadOnlyDictionary<string, string>? flows,
        IReadOnlyDictionary<string, string?>? settings)
    {
        foreach (var (name, value) in standIns.Settings.Concat(LiveSettings).Concat(settings ?? new Dictionary<string, string?>()))
        {
            environment[name] = value;
        }

        environment.TryAdd("FLOWS_PATH", flows is null ? Path.Combine(AppContext.BaseDirectory, "flows") : WriteFlows(folder, flows));
        return environment;
    }

    internal static Dictionary<string, string?> LiveSettings => new()
    {
        ["PORT"] = "0",
        ["MSG91_AUTH_KEY"] = "an-invented-auth-key",
        ["MSG91_INTEGRATED_NUMBER"] = OurNumber,
        ["MSG91_WEBHOOK_SECRET"] = WebhookSecret,
        ["MSG91_WEBHOOK_TOKEN"] = WebhookToken,
        ["MSG91_MESSAGES_PER_SECOND"] = "0",
        ["MSG91_PAIR_SECONDS"] = "0",
        ["CUSTOMER_MESSAGES_PER_MINUTE"] = "0",
        ["ADMIN_API_KEY"] = AdminKey,
        ["ADMIN_EMAIL"] = AdminEmail,
        ["ADMIN_PASSWORD"] = AdminPassword,
        ["ENCRYPTION_KEYS"] = SealingKey,
    };

    /// <summary>Passwords are hashed quickly: a hash takes a tenth of a second otherwise, and a test makes several.</summary>
    private void Prepare(WebApplicationBuilder builder)
    {
        builder.Services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1_000);
        also?.Invoke(builder);
    }

    private static string WriteFlows(DirectoryInfo folder, IReadOnlyDictionary<string, string> flows)
    {
        var path = folder.CreateSubdirectory("flows").FullName;
        foreach (var (name, yaml) in flows)
        {
            File.WriteAllText(Path.Combine(path, name + ".yaml"), yaml);
        }

        return path;
    }
}
