using System.Globalization;

namespace WhatsAppSupport.IntegrationTests.Hosting;

/// <summary>Invented customers, each of whom nobody has met before.</summary>
public static class Customers
{
    private static int last;

    public static string Next() => string.Create(CultureInfo.InvariantCulture, $"9197{Interlocked.Increment(ref last):D8}");

    public static IReadOnlyList<string> Next(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];
}
