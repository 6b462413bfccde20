using System.Diagnostics;
using WhatsAppSupport.Load.Measures;

namespace WhatsAppSupport.UnitTests.Load;

public sealed class ProcessMemoryTests
{
    [Fact]
    public void A_process_has_all_that_the_kernel_counts_as_resident()
    {
        var memory = ProcessMemory.Read(["Name:\tdotnet", "VmRSS:\t  184320 kB", "RssAnon:\t  102400 kB", "RssFile:\t   71680 kB", "RssShmem:\t   10240 kB"]);

        memory.ShouldBe(new ProcessMemory(Own: 100, Shared: 80));
        ProcessMemory.Together([memory!]).ShouldBe(180);
    }

    [Fact]
    public void What_several_share_counts_once() => ProcessMemory.Together([new(10, 130), new(20, 90), new(5, 128)]).ShouldBe(165);

    [Fact]
    public void A_kernel_that_does_not_tell_is_not_taken_for_no_memory() => ProcessMemory.Read(["Name:\tdotnet", "VmRSS:\t  184320 kB"]).ShouldBeNull();

    [Fact]
    public void It_is_what_the_runtime_finds_as_well()
    {
        using var self = Process.GetCurrentProcess();
        var found = self.WorkingSet64 / 1024.0 / 1024;

        ProcessMemory.Together([ProcessFigures.Of(Environment.ProcessId).Memory]).ShouldBeInRange(found / 2, found * 2);
    }
}
