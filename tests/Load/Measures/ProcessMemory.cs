using System.Globalization;

namespace WhatsAppSupport.Load.Measures;

/// <summary>What the kernel counts as resident, VmRSS, in its two parts.</summary>
/// <param name="Own">In MB; what no other process has.</param>
/// <param name="Shared">In MB; files and shared memory, which other processes may have as well.</param>
internal sealed record ProcessMemory(double Own, double Shared)
{
    public static readonly ProcessMemory None = new(0, 0);

    /// <param name="status">The lines of <c>/proc/PID/status</c>.</param>
    /// <returns>Null: this kernel does not tell.</returns>
    public static ProcessMemory? Read(IEnumerable<string> status)
    {
        var sizes = status.Where(line => line.StartsWith("Rss", StringComparison.Ordinal)).ToDictionary(line => line[..line.IndexOf(':', StringComparison.Ordinal)], Megabytes);
        return sizes.TryGetValue("RssAnon", out var own) ? new ProcessMemory(own, sizes.GetValueOrDefault("RssFile") + sizes.GetValueOrDefault("RssShmem")) : null;
    }

    /// <summary>One process's is its VmRSS. PostgreSQL's processes all have the same buffers: what is shared counts once, as much as the one with the most of it has.</summary>
    public static double Together(IReadOnlyCollection<ProcessMemory> processes) => processes.Sum(one => one.Own) + processes.Select(one => one.Shared).DefaultIfEmpty(0).Max();

    /// <summary>Such as <c>RssAnon:	   156 kB</c>.</summary>
    private static double Megabytes(string line) => double.Parse(line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
}
