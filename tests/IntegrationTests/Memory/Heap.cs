namespace WhatsAppSupport.IntegrationTests.Memory;

internal static class Heap
{
    /// <summary>Bytes of what is still referred to, in the whole process.</summary>
    public static long Live()
    {
        for (var pass = 0; pass < 3; pass++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
