using System.Globalization;
using System.Text.Json;

namespace WhatsAppSupport.Load.Reports;

/// <summary>As files: JSON for programs, and a page with charts for people.</summary>
internal static class WrittenReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <returns>The page's path.</returns>
    public static async Task<string> WriteAsync(IReadOnlyList<RunReport> runs, string folder)
    {
        Directory.CreateDirectory(folder);
        var name = string.Create(CultureInfo.InvariantCulture, $"{runs[0].Profile.Name}-{runs[0].At:yyyyMMdd-HHmmss}");
        await File.WriteAllTextAsync(Path.Combine(folder, name + ".json"), JsonSerializer.Serialize(runs, Json));
        var page = Path.Combine(folder, name + ".html");
        await File.WriteAllTextAsync(page, Page.Of(runs));
        return page;
    }
}
