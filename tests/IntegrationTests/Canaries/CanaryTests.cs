using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Canaries;

/// <summary>A canary is found however it was written down.</summary>
public sealed class CanaryTests
{
    private static readonly JsonSerializerOptions Sparing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Texts =>
    [
        "919700000001", "IN.5519000001", "paradise.flycatcher@birds.example", "Šárka Bernsteinschnäpper", "नीलकंठ बसंता", "دخلة الجنة", "asleep 🦜🪺 at night", "青い鳥",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void It_is_found_in_each_of_its_forms_in_the_midst_of_others(string text)
    {
        var canary = new Canary(text);
        foreach (var (form, written) in Forms(text))
        {
            byte[] bytes = [.. "before "u8, .. written, .. " after"u8];
            canary.IsIn(bytes).ShouldBeTrue(form);
        }

        canary.IsIn(Encoding.UTF8.GetBytes(text[1..])).ShouldBeFalse();
    }

    private static IEnumerable<(string Form, byte[] Written)> Forms(string text)
    {
        var json = JsonSerializer.Serialize(text);
        yield return ("text", Encoding.UTF8.GetBytes(text));
        yield return ("lower case", Encoding.UTF8.GetBytes(text.ToLowerInvariant()));
        yield return ("UTF-16", Encoding.Unicode.GetBytes(text));
        yield return ("UTF-16 the other way", Encoding.BigEndianUnicode.GetBytes(text));
        yield return ("JSON", Encoding.UTF8.GetBytes(json));
        yield return ("sparing JSON", Encoding.UTF8.GetBytes(JsonSerializer.Serialize(text, Sparing)));
        yield return ("JSON in JSON", Encoding.UTF8.GetBytes(JsonSerializer.Serialize(json)));
        yield return ("a dump of JSON in JSON", Encoding.UTF8.GetBytes(JsonSerializer.Serialize(json).Replace("\\", @"\\", StringComparison.Ordinal)));
        yield return ("an address", Encoding.ASCII.GetBytes(Uri.EscapeDataString(text)));
        yield return ("a form", Encoding.ASCII.GetBytes(UrlEncoder.Default.Encode(text).Replace("%20", "+", StringComparison.Ordinal)));
        yield return ("hexadecimal", Encoding.ASCII.GetBytes(Convert.ToHexString(Encoding.UTF8.GetBytes(text))));
        yield return ("a dump of bytes", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(json))));
        foreach (var before in new[] { "", "a", "ab", "abc" })
        {
            yield return ($"base64 after {before.Length}", Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{before}{text} and more"))));
            yield return ($"base64 of an address after {before.Length}", Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{before}{text}")).Replace('+', '-').Replace('/', '_')));
        }
    }
}
