using System.Text;
using System.Text.Json;

namespace WhatsAppSupport.IntegrationTests.Hosting;

/// <summary>Something distinctive that is found among bytes however it was written down there: as text, in JSON, in hexadecimal, as a dump writes bytes.</summary>
public sealed record Canary(string Text)
{
    private readonly IReadOnlyList<byte[]> forms = FormsOf(Text);

    public bool IsIn(ReadOnlySpan<byte> bytes)
    {
        foreach (var form in forms)
        {
            if (bytes.IndexOf(form) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    public override string ToString() => Text;

    private static List<byte[]> FormsOf(string text)
    {
        var escaped = JsonSerializer.Serialize(text).Trim('"');
        string[] written = [.. new[] { text, escaped, escaped.ToLowerInvariant() }.Distinct(StringComparer.Ordinal)];
        byte[][] plain = [.. written.Select(Encoding.UTF8.GetBytes), Encoding.Unicode.GetBytes(text)];
        return
        [
            .. plain,
            .. plain.Select(bytes => Encoding.ASCII.GetBytes(Convert.ToHexString(bytes))),
            .. plain.Select(bytes => Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes))),
        ];
    }
}
