using System.Runtime.CompilerServices;
using System.Text;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Hosting;

/// <summary>All bytes that a service keeps, as whoever steals a disk finds them: every file of its own, a dump of its database, all of Redis.</summary>
public static class RawBytes
{
    /// <summary>Where each of the canaries sings: "Asha in support.db-wal".</summary>
    public static Task<IReadOnlyList<string>> SingingAsync(this SupportService service, IEnumerable<Canary> canaries) => service.SingingAsync(canaries, [service.DataFolder]);

    /// <param name="folders">Also the whole of a database server's.</param>
    public static async Task<IReadOnlyList<string>> SingingAsync(this IRunningSupport service, IEnumerable<Canary> canaries, IEnumerable<string> folders)
    {
        var (all, singing) = (canaries.ToList(), new List<string>());
        await foreach (var (place, bytes) in service.KeptAsync(folders))
        {
            singing.AddRange(Singing(all, place, bytes));
        }

        return singing;
    }

    /// <summary>The same in what was told instead of kept: a log, an answer.</summary>
    public static IEnumerable<string> Singing(IEnumerable<Canary> canaries, string place, string told) => Singing(canaries, place, Encoding.UTF8.GetBytes(told));

    private static IEnumerable<string> Singing(IEnumerable<Canary> canaries, string place, byte[] bytes)
    {
        // What a server has made room for and not used yet holds nothing but zeros.
        var letters = Encoding.Latin1.GetString(bytes.AsSpan().TrimEnd((byte)0));
        return canaries.Where(canary => canary.IsIn(letters)).Select(canary => $"{canary} in {place}");
    }

    private static async IAsyncEnumerable<(string Place, byte[] Bytes)> KeptAsync(
        this IRunningSupport service, IEnumerable<string> folders, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // The lock file cannot be opened, and is empty.
        foreach (var file in folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            // Its name may tell as much as what is in it.
            yield return (Path.GetFileName(file), [.. Encoding.UTF8.GetBytes(file), 0, .. await ReadAsync(file, cancellationToken)]);
        }

        if (service.Environment["DATABASE_URL"] is { } url && url.StartsWith("postgres", StringComparison.Ordinal))
        {
            yield return ("the dump", await PostgresServer.DumpAsync(url));
        }

        if (service.Environment.GetValueOrDefault("REDIS_URL") is not null)
        {
            foreach (var entry in await (await RedisServer.SharedAsync()).ReadAllAsync())
            {
                yield return ("Redis", entry);
            }
        }
    }

    /// <summary>Whoever has it open goes on. What a server has just removed is not there.</summary>
    private static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, cancellationToken);
            return bytes.ToArray();
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }
}
