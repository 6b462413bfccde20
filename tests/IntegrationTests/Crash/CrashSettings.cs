using System.Globalization;

namespace WhatsAppSupport.IntegrationTests.Crash;

/// <summary>How long it goes on, and how it can be had again.</summary>
internal sealed record CrashSettings(TimeSpan Faults, int Seed)
{
    public const int Customers = 320;

    /// <summary>On average, between two messages of one customer: a person who types.</summary>
    public static readonly TimeSpan MeanPause = TimeSpan.FromSeconds(5.5);

    private const double UsualMinutes = 1.3;

    /// <summary>Where nobody looks on (<c>CI</c> is set), a change is not judged by a plan that the last one did not have.</summary>
    private const int SeedOfCI = 2026;

    /// <summary><c>CRASH_MINUTES</c>: how long things are broken. <c>CRASH_SEED</c>: the same plan again, though never the same moments.</summary>
    public static CrashSettings Read() => new(
        TimeSpan.FromMinutes(Number("CRASH_MINUTES") ?? UsualMinutes),
        (int)(Number("CRASH_SEED") ?? UsualSeed()));

    private static int UsualSeed() => Environment.GetEnvironmentVariable("CI") is { Length: > 0 } ? SeedOfCI : Random.Shared.Next(1_000_000);

    private static double? Number(string variable) =>
        double.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
