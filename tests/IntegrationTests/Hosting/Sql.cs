using System.Globalization;
using System.Text;

namespace WhatsAppSupport.IntegrationTests.Hosting;

/// <summary>What each database calls the same thing, for tests that write straight into it.</summary>
internal static class Sql
{
    public static string Bytes(Backend backend, string text) => backend == Backend.Laptop
        ? $"x'{Convert.ToHexString(Encoding.UTF8.GetBytes(text))}'"
        : $"'\\x{Convert.ToHexString(Encoding.UTF8.GetBytes(text))}'::bytea";

    public static string Instant(Backend backend, DateTimeOffset at) => backend == Backend.Laptop
        ? ((at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture)
        : $"'{at:O}'::timestamptz";

    public static string NewId(Backend backend) => backend == Backend.Laptop
        ? $"'{Guid.CreateVersion7().ToString().ToUpperInvariant()}'"
        : "gen_random_uuid()";

    /// <summary>SQLite keeps ids as text.</summary>
    public static string Id(IRunningSupport service, Guid id) => service.Environment["DATABASE_URL"]!.StartsWith("sqlite", StringComparison.Ordinal)
        ? $"'{id.ToString().ToUpperInvariant()}'"
        : $"'{id}'";
}
