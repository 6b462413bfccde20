using System.Diagnostics;
using System.Globalization;

namespace WhatsAppSupport.Load.Measures;

/// <summary>What a process takes, by <c>/proc</c> where there is one; elsewhere by what the runtime knows of it.</summary>
internal static class ProcessFigures
{
    private const string Processes = "/proc";

    /// <summary>A process and its children; without <c>/proc</c> itself alone.</summary>
    public static IEnumerable<int> Family(int pid) => !Directory.Exists(Processes) ? [pid] : Directory.EnumerateDirectories(Processes)
        .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id == pid || (id > 0 && ParentOf(id) == pid));

    /// <summary>Nothing of one that is gone.</summary>
    public static ProcessSample Of(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return new ProcessSample(process.TotalProcessorTime.TotalSeconds, OwnMegabytes(pid) ?? Megabytes(process.WorkingSet64));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return new ProcessSample(0, 0);
        }
    }

    /// <summary>What is its own: what several share would count for each of them.</summary>
    private static double? OwnMegabytes(int pid)
    {
        try
        {
            return Directory.Exists(Processes)
                ? File.ReadLines($"{Processes}/{pid}/status").Where(line => line.StartsWith("RssAnon:", StringComparison.Ordinal))
                    .Sum(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Trim(), CultureInfo.InvariantCulture) / 1024)
                : null;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static double Megabytes(long bytes) => bytes / 1024.0 / 1024;

    /// <summary>The fourth field; the second, a name in brackets, may hold blanks.</summary>
    private static int? ParentOf(int pid)
    {
        try
        {
            var text = File.ReadAllText($"{Processes}/{pid}/stat");
            return int.Parse(text[(text.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }
}

/// <param name="CpuSeconds">Since it began.</param>
/// <param name="Megabytes">Of memory that it shares with nobody; without <c>/proc</c>, of all its memory.</param>
internal sealed record ProcessSample(double CpuSeconds, double Megabytes);
