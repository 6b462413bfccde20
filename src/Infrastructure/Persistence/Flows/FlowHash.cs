using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using WhatsAppSupport.Application.Flows;

namespace WhatsAppSupport.Infrastructure.Persistence.Flows;

/// <summary>By what contents are known again, letter by letter: comments and layout count.</summary>
internal static class FlowHash
{
    public static byte[] Of(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    public static byte[] Of(IReadOnlyList<FlowText> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var file in InOrder(files))
        {
            var name = Encoding.UTF8.GetBytes(file.Name);
            BinaryPrimitives.WriteInt32LittleEndian(length, name.Length);
            hash.AppendData(length);
            hash.AppendData(name);
            hash.AppendData(Of(file.Text));
        }

        return hash.GetHashAndReset();
    }

    /// <summary>Flows by their names, then what is no flow: as the folder gives them.</summary>
    public static IReadOnlyList<FlowText> InOrder(IEnumerable<FlowText> files) =>
        [.. files.OrderBy(file => file.Name.Contains('/', StringComparison.Ordinal)).ThenBy(file => file.Name, StringComparer.Ordinal)];
}
