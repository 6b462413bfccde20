using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using WhatsAppSupport.IntegrationTests.Crash.Faults;

namespace WhatsAppSupport.IntegrationTests.Crash;

/// <summary>What the processes logged, for who wants to know why it failed.</summary>
internal static class CrashLogs
{
    /// <summary>Copies the logs out of the folders that vanish with the processes, and says what was in them.</summary>
    public static string Keep(IReadOnlyList<CrashProcess> processes, Chronicle chronicle)
    {
        var folder = Directory.CreateTempSubdirectory("crash-suite-").FullName;
        var lines = processes.SelectMany(process =>
        {
            File.WriteAllText(Path.Combine(folder, process.Name + ".log"), process.Support.Log);
            return Counted(process);
        });
        File.WriteAllLines(Path.Combine(folder, "faults.txt"), chronicle.Absences.OrderBy(absence => absence.From).Select(Told));
        return $"logs are kept in {folder}\n{string.Join('\n', lines)}";
    }

    private static string Told(Absence absence) => string.Create(
        CultureInfo.InvariantCulture, $"{absence.From:HH:mm:ss.fff} to {absence.Until:HH:mm:ss.fff}: {absence.Subject}, {absence.How}");

    /// <summary>How often each kind of warning and error: the wording without what was filled in.</summary>
    private static IEnumerable<string> Counted(CrashProcess process) => process.Support.Log.Split('\n')
        .Select(Kind)
        .OfType<string>()
        .CountBy(kind => kind)
        .OrderByDescending(kind => kind.Value)
        .Select(kind => string.Create(CultureInfo.InvariantCulture, $"{process.Name}: {kind.Value} × {kind.Key}"));

    private static string? Kind(string line)
    {
        try
        {
            var entry = JsonNode.Parse(line);
            var level = (string?)entry?["Level"];
            return level is "Warning" or "Error" or "Fatal" ? $"{level} {entry!["MessageTemplate"]}" : null;
        }
        catch (JsonException)
        {
            return line.Length == 0 ? null : "(a line that is no entry)";
        }
    }
}
