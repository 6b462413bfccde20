using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>
/// Names a flow's content: comments and layout do not count, every word does. Where those stand who stood in other contents is not part of it: it changes nothing for who is in
/// this one, and a flow that is rolled back to is the one that it was, whomever it takes over.
/// </summary>
internal static class ContentHash
{
    private const int Bytes = 8;

    public static string Of(YamlMap flow)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, flow with { Entries = [.. flow.Entries.Where(entry => entry.Key != MigrationReader.Field.Key)] });
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, Bytes));
    }

    private static void Append(IncrementalHash hash, YamlValue value)
    {
        switch (value)
        {
            case YamlScalar scalar:
                Append(hash, 's', Encoding.UTF8.GetBytes(scalar.Text));
                break;
            case YamlList list:
                AppendCount(hash, 'l', list.Items.Count);
                foreach (var item in list.Items)
                    Append(hash, item);
                break;
            case YamlMap map:
                AppendCount(hash, 'm', map.Entries.Count);
                foreach (var entry in map.Entries)
                {
                    Append(hash, 'k', Encoding.UTF8.GetBytes(entry.Key));
                    Append(hash, entry.Value);
                }

                break;
        }
    }

    private static void Append(IncrementalHash hash, char kind, byte[] text)
    {
        AppendCount(hash, kind, text.Length);
        hash.AppendData(text);
    }

    private static void AppendCount(IncrementalHash hash, char kind, int count)
    {
        Span<byte> head = stackalloc byte[5];
        head[0] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], count);
        hash.AppendData(head);
    }
}
