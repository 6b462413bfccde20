using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Outages;

/// <summary>A service on a PostgreSQL of its own, which goes and comes back.</summary>
public abstract class PostgresOutage : IAsyncLifetime
{
    private const int Size = 150;

    protected PostgresServer Postgres { get; private set; } = null!;

    protected SupportService Service { get; private set; } = null!;

    protected string DatabaseUrl { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Postgres = await StartServerAsync();
        DatabaseUrl = await Postgres.CreateDatabaseAsync();
        Service = await SupportService.StartAsync(
            Backend.Production,
            Flows.All,
            new Dictionary<string, string?> { ["DATABASE_URL"] = DatabaseUrl, ["MSG91_TIMEOUT"] = "2", ["SEND_UNKNOWN_AFTER"] = "2" });
    }

    public virtual async Task DisposeAsync()
    {
        await Service.DisposeAsync();
        await Postgres.DisposeAsync();
    }

    protected virtual Task<PostgresServer> StartServerAsync() => PostgresServer.StartNewAsync();

    /// <summary>What was taken before is being handled when it begins; what comes meanwhile is refused, and taken afterwards; all is answered once.</summary>
    protected Task PassesAsync(Func<Task> begin, Func<Task> end, TimeSpan lasting = default) =>
        PassesAsync(begin, end, HttpStatusCode.ServiceUnavailable, lasting);

    /// <summary>The same where it can still be read.</summary>
    protected Task PassesWritesAsync(Func<Task> begin, Func<Task> end) => PassesAsync(begin, end, HttpStatusCode.OK, TimeSpan.Zero);

    private async Task PassesAsync(Func<Task> begin, Func<Task> end, HttpStatusCode reading, TimeSpan lasting)
    {
        var before = new Crowd(Service, Size);
        var meanwhile = new Crowd(Service, Size);
        await before.PostUntilTakenAsync();

        await begin();
        var began = Stopwatch.GetTimestamp();
        do
        {
            (await meanwhile.PostAsync()).ShouldAllBe(status => status == HttpStatusCode.ServiceUnavailable);
            await AnswersPromptlyAsync("/health/live", HttpStatusCode.OK);
            await IsAnsweredAsync("/health/ready", reading);
            await IsAnsweredAsync("/api/v1/conversations", reading);
        }
        while (Stopwatch.GetElapsedTime(began) < lasting);

        await end();
        await meanwhile.PostUntilTakenAsync();
        await before.IsAnsweredOnceAsync();
        await meanwhile.IsAnsweredOnceAsync();
        await IsAnsweredAsync("/health/ready", HttpStatusCode.OK);
        await IsAnsweredAsync("/api/v1/conversations", HttpStatusCode.OK);
    }

    /// <summary>A pooled connection that was just cut off costs one 503 before it is made anew.</summary>
    private Task IsAnsweredAsync(string path, HttpStatusCode expected) => expected == HttpStatusCode.OK
        ? Eventually.BecomesTrueAsync(async () => await AskPromptlyAsync(path) == HttpStatusCode.OK, Reading.Patience, $"{path} is answered")
        : AnswersPromptlyAsync(path, expected);

    private async Task AnswersPromptlyAsync(string path, HttpStatusCode expected) => (await AskPromptlyAsync(path)).ShouldBe(expected, path);

    private async Task<HttpStatusCode> AskPromptlyAsync(string path)
    {
        var started = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SupportService.AdminKey);
        using var response = await Service.Http.SendAsync(request);

        Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(5), path);
        if (path.StartsWith("/api", StringComparison.Ordinal) && response.StatusCode != HttpStatusCode.OK)
        {
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }

        return response.StatusCode;
    }
}
