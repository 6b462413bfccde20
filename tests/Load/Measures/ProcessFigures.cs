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
    public static ProcessFigure Of(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return new ProcessFigure(process.TotalProcessorTime.TotalSeconds, MemoryOf(pid) ?? new ProcessMemory(process.WorkingSet64 / 1024.0 / 1024, 0));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return new ProcessFigure(0, ProcessMemory.None);
        }
    }

    private static ProcessMemory? MemoryOf(int pid)
    {
        try
        {
            return Directory.Exists(Processes) ? ProcessMemory.Read(File.ReadLines($"{Processes}/{pid}/status")) : null;
        }
        catch (IOException)
        {
            return ProcessMemory.None;
        }
    }

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
internal sealed record ProcessFigure(double CpuSeconds, ProcessMemory Memory);
