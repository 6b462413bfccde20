using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Metrics;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Canaries;

/// <summary>A search that finds nothing proves something only if it finds what is there: so a canary is planted in each kind of place that is searched.</summary>
public abstract class PlantedCanaryContract(Backend backend)
{
    [Fact]
    public async Task A_canary_that_is_planted_is_found_in_each_kind_of_place()
    {
        await using var server = backend == Backend.Production ? await PostgresServer.StartNewAsync() : null;
        using var telemetry = new Telemetry();
        await using var service = await StartAsync(server, telemetry);
        await service.InsistAsync(Shape.Msg91.Text(Customers.Next(), "count", Posting.NewId(), service.Now));
        await service.DrainAsync();
        var planted = Plants("row", "removed row", "file", "file's name", "text in Redis", "hash in Redis", "log line", "value of a log line", "exception", "tag", "event", "baggage", "label", "gauge");
        string[] folders = [service.DataFolder, .. server?.Folder is { } folder ? [folder] : Array.Empty<string>()];
        (await FoundAsync(service, telemetry, planted.Values, folders)).ShouldBeEmpty();

        await PlantInRowsAsync(service, planted["row"].Text, planted["removed row"].Text);
        await File.WriteAllTextAsync(Path.Combine(service.DataFolder, "left-behind"), planted["file"].Text);
        await File.WriteAllTextAsync(Path.Combine(service.DataFolder, planted["file's name"].Text), "");
        await PlantInRedisAsync(service, planted["text in Redis"].Text, planted["hash in Redis"].Text);
        Log(service, planted["log line"].Text, planted["value of a log line"].Text, planted["exception"].Text);
        Trace(planted["tag"].Text, planted["event"].Text, planted["baggage"].Text);
        Measure(service, planted["label"].Text, planted["gauge"].Text);

        var found = await FoundAsync(service, telemetry, planted.Values, folders);
        planted.Where(plant => !found.Any(place => place.StartsWith($"{plant.Value} in ", StringComparison.Ordinal)))
            .Select(plant => plant.Key)
            .ShouldBe(NotThere, ignoreOrder: true);
    }

    /// <summary>The places of a process of its own, which no other test sees.</summary>
    [Fact]
    public async Task A_canary_that_a_process_leaves_behind_is_found()
    {
        await using var process = await SupportProcess.StartAsync(backend, Talk.Flows, new Dictionary<string, string?> { ["ENCRYPTION_KEYS"] = SupportService.SealingKey });
        var (file, line) = (new Canary($"left in a file by {Customers.Next()}"), new Canary($"Zuletzt-gehört-{Customers.Next()}"));
        (await process.SingingAsync([file, line], process.Folders)).ShouldBeEmpty();

        var tmp = Directory.EnumerateDirectories(process.Folders[0]).Single(folder => Path.GetFileName(folder) == "tmp");
        await File.WriteAllTextAsync(Path.Combine(tmp, "upload.tmp"), file.Text);
        await process.AskAsync($"/api/v1/{Uri.EscapeDataString(line.Text)}");
        await Eventually.BecomesTrueAsync(() => process.Log.Contains("Zuletzt", StringComparison.Ordinal), Reading.Patience, "the path of a request is logged");

        (await process.SingingAsync([file, line], process.Folders)).ShouldBe([$"{file} in upload.tmp", $"{line} in server.log"], ignoreOrder: true);
    }

    /// <summary>Kinds of places that this backend does not have.</summary>
    private string[] NotThere => backend == Backend.Laptop ? ["text in Redis", "hash in Redis"] : [];

    private static Dictionary<string, Canary> Plants(params string[] places)
    {
        var mark = Customers.Next();
        return places.Select((place, index) => (place, new Canary($"कोयल-{mark}-{index:00}-sang"))).ToDictionary();
    }

    private async Task<SupportService> StartAsync(PostgresServer? server, Telemetry telemetry)
    {
        var settings = new Dictionary<string, string?> { ["ENCRYPTION_KEYS"] = SupportService.SealingKey };
        if (server is not null)
        {
            settings["DATABASE_URL"] = await server.CreateDatabaseAsync();
        }

        return await SupportService.StartAsync(backend, Talk.Flows, settings, telemetry.Hear);
    }

    /// <summary>One is overwritten again: it is in no dump, but the file or the log of the database still has it.</summary>
    private static async Task PlantInRowsAsync(SupportService service, string kept, string removed)
    {
        await service.ExecuteAsync($"UPDATE customers SET language = '{removed}'");
        await service.ExecuteAsync("UPDATE customers SET language = 'en'");
        await service.ExecuteAsync($"UPDATE conversations SET department = '{kept}'");
    }

    private async Task PlantInRedisAsync(SupportService service, string text, string hash)
    {
        if (backend == Backend.Laptop)
        {
            return;
        }

        var redis = await (await RedisServer.SharedAsync()).ConnectAsync();
        await redis.GetDatabase().StringSetAsync($"planted:{Guid.CreateVersion7()}", text, TimeSpan.FromMinutes(5));
        var key = $"planted:{Guid.CreateVersion7()}";
        await redis.GetDatabase().HashSetAsync(key, "planted", hash);
        await redis.GetDatabase().KeyExpireAsync(key, TimeSpan.FromMinutes(5));
        await redis.CloseAsync(allowCommandsToComplete: false);
        service.Environment["REDIS_URL"].ShouldNotBeNull();
    }

    private static void Log(SupportService service, string line, string value, string exception)
    {
        var log = service.Get<ILoggerFactory>().CreateLogger("WhatsAppSupport.Planted");
        log.Log(LogLevel.Trace, default, line, null, (text, _) => text);
        log.Log(LogLevel.Debug, default, new Dictionary<string, object?> { ["Name"] = value }, null, (_, _) => "somebody");
        log.Log(LogLevel.Error, default, "it failed", new InvalidOperationException("outside", new FormatException(exception)), (text, _) => text);
    }

    private static void Trace(string tag, string happened, string baggage)
    {
        using var source = new ActivitySource("planted");
        using var activity = source.StartActivity("planting").ShouldNotBeNull("somebody listens");
        activity.SetTag("bird", tag);
        activity.AddEvent(new ActivityEvent("sang", tags: new ActivityTagsCollection { ["song"] = happened }));
        activity.AddBaggage("bird", baggage);
    }

    private static void Measure(SupportService service, string label, string gauge)
    {
        using var meter = new Meter("planted");
        meter.CreateCounter<int>("birds").Add(1, new KeyValuePair<string, object?>("name", label));
        service.Get<SupportMetrics>().Gauge("planted_birds", "Birds", "name", () => [(gauge, 1L)]);
    }

    private static async Task<IReadOnlyList<string>> FoundAsync(SupportService service, Telemetry telemetry, IEnumerable<Canary> canaries, string[] folders) =>
    [
        .. await service.SingingAsync(canaries, folders),
        .. telemetry.All.SelectMany(one => RawBytes.Singing(canaries, one.Place, one.Told)),
        .. RawBytes.Singing(canaries, "metrics", await service.Http.GetStringAsync("/metrics")),
    ];
}

public sealed class PlantedCanariesOnLaptop() : PlantedCanaryContract(Backend.Laptop);

public sealed class PlantedCanariesInProduction() : PlantedCanaryContract(Backend.Production);
