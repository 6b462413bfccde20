using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Hosting;

/// <summary>All bytes that a service keeps, as whoever steals a disk finds them: every file of its own, a dump of its database, all of Redis.</summary>
public static class RawBytes
{
    /// <summary>Where each of the canaries sings: "Asha in support.db-wal".</summary>
    public static async Task<IReadOnlyList<string>> SingingAsync(this SupportService service, IEnumerable<Canary> canaries)
    {
        var kept = new List<(string Place, byte[] Bytes)>();

        // The lock file cannot be opened, and is empty.
        foreach (var file in Directory.EnumerateFiles(service.DataFolder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            kept.Add((Path.GetFileName(file), await ReadAsync(file)));
        }

        if (service.Environment["DATABASE_URL"] is { } url && url.StartsWith("postgres", StringComparison.Ordinal))
        {
            kept.Add(("the dump", await PostgresServer.DumpAsync(url)));
        }

        if (service.Environment.GetValueOrDefault("REDIS_URL") is not null)
        {
            kept.AddRange((await (await RedisServer.SharedAsync()).ReadAllAsync()).Select(entry => ("Redis", entry)));
        }

        return [.. from canary in canaries from part in kept where canary.IsIn(part.Bytes) select $"{canary} in {part.Place}"];
    }

    /// <summary>Whoever has it open goes on.</summary>
    private static async Task<byte[]> ReadAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
