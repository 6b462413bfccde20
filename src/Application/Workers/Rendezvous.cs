using System.Buffers.Binary;

namespace WhatsAppSupport.Application.Workers;

/// <summary>
/// Who owns a slot: the live worker with the highest hash for it. Everybody comes to the same answer without talking, and when one
/// comes or goes only its own share moves. The hash must never change: processes of two versions have to agree.
/// </summary>
internal static class Rendezvous
{
    public static WorkerId OwnerOf(int slot, IReadOnlyCollection<WorkerId> live) => live.MaxBy(worker => (HashOf(slot, worker), worker.Value));

    private static ulong HashOf(int slot, WorkerId worker)
    {
        Span<byte> bytes = stackalloc byte[16];
        worker.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        var hash = Mixed((ulong)slot + 1);
        hash = Mixed(hash ^ BinaryPrimitives.ReadUInt64BigEndian(bytes));
        return Mixed(hash ^ BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
    }

    /// <summary>The finalizer of SplitMix64: each bit of the input moves half of the output's.</summary>
    private static ulong Mixed(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
