using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace WhatsAppSupport.UnitTests.Flows.Fuzzing;

/// <summary>What something took: its own time of the processor, whatever else the machine does meanwhile, and the memory that it asked for, whether or not it gave it back.</summary>
internal readonly record struct Cost(TimeSpan Time, long Bytes)
{
    /// <summary>A third of what the program's threads have: what fits here ends no process there.</summary>
    private const int SmallStack = 512 * 1024;

    /// <summary>On this thread.</summary>
    public static Cost Of(Action work)
    {
        var (time, bytes) = (ProcessorTime(), GC.GetAllocatedBytesForCurrentThread());
        work();
        return new Cost(ProcessorTime() - time, GC.GetAllocatedBytesForCurrentThread() - bytes);
    }

    /// <summary>On all threads of the process, which does nothing else meanwhile.</summary>
    public static Cost OfAll(Action work)
    {
        var (time, bytes) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));
        work();
        return new Cost(Environment.CpuUsage.TotalTime - time, GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }

    /// <summary>On a thread with a small stack; what is thrown there is thrown here. A stack that is not large enough ends the whole run: there is no other way to tell.</summary>
    public static Cost OnSmallStack(Action work)
    {
        Cost cost = default;
        ExceptionDispatchInfo? thrown = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    cost = Of(work);
                }
                catch (Exception error)
                {
                    thrown = ExceptionDispatchInfo.Capture(error);
                }
            },
            SmallStack);
        thread.Start();
        thread.Join();
        thrown?.Throw();
        return cost;
    }

    private static TimeSpan ProcessorTime()
    {
        const int OfThread = 3;
        return OperatingSystem.IsLinux() && clock_gettime(OfThread, out var time) == 0
            ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromTicks(time.Nanoseconds / 100)
            : Stopwatch.GetElapsedTime(0);
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int clock_gettime(int clock, out Spec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Spec
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
