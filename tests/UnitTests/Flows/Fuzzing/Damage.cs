using System.Buffers;
using System.Text;

namespace WhatsAppSupport.UnitTests.Flows.Fuzzing;

/// <summary>What can happen to a file: by accident, by an editor, by a merge, by somebody who wants to know.</summary>
internal static class Damage
{
    private const string BetweenWords = " \n,:{}[]\"";

    private static readonly SearchValues<char> Between = SearchValues.Create(BetweenWords);

    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "&a ", "*a", "<<: *a\n", "!!binary ", "!!set ", "!<tag:x> ", "!", "? ", ": ", "- ", "|\n", ">-\n", "|9+\n", "---\n", "...\n", "--- ", "%YAML 9.9\n---\n", "%TAG ! x\n",
            "\0", "\uFEFF", "\t", "\r", "\r\n", "\u2028", "\u0085", "\u00A0", "# ", "'", "\"", "\"\\uD800\"", "\"\\0\"", "\"\\U0010FFFF\"", "\"\\U00110000\"", "\"\\xFF\"", "\"\\", "{", "}", "[", "]", ",", "{{", "}}", "{a}",
            "{a + ", "~", "null", "true", "-1", "0", "999999999999999999999999999999", "1e999", "0x7f", ".inf", "-.5", "99999999999d", "1d", "now", "flow_id: all\n", "type: ", "id: a", "@", "`", "%", "😀", "नमस्ते", "a\u0301",
            "(?=a)", "(a+)+$", "[", "\\1", "(((((a{1000}){1000}){1000})))", "https://", "https://[::1]/", "https://xn--/", "${FLOW_SECRET_A}", "$[0]", "..",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xFF, 0xFE], [0xFE, 0xFF], [0xF4, 0x90, 0x80, 0x80], [0x80],
    ];

    public static byte[] To(Random random, IReadOnlyList<byte[]> corpus)
    {
        var bytes = Pick(random, corpus).ToList();
        for (var times = 1 + (random.Next(3) == 0 ? random.Next(8) : 0); times > 0; times--)
            Hit(random, bytes, corpus);
        return [.. bytes];
    }

    private static void Hit(Random random, List<byte> bytes, IReadOnlyList<byte[]> corpus)
    {
        var at = random.Next(bytes.Count + 1);
        switch (random.Next(20))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, random.Next(Math.Min(40, bytes.Count - at) + 1));
                break;
            case 3:
                bytes.InsertRange(at, Chunk(random, bytes));
                break;
            case 4 or 5:
                bytes.InsertRange(at, Pick(random, Tokens));
                break;
            case 6:
                bytes.InsertRange(at, Enumerable.Repeat(Pick(random, Tokens), random.Next(300)).SelectMany(token => token));
                break;
            case 7:
                bytes.InsertRange(at, Enumerable.Repeat((byte)"x[ {-\n#\""[random.Next(8)], random.Next(20_000)));
                break;
            case 8:
                bytes.InsertRange(at, Chunk(random, Pick(random, corpus)));
                break;
            case 9:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 10:
                bytes.AddRange([.. "\n---\n"u8, .. Pick(random, corpus)]);
                break;
            case 11:
                Replace(bytes, Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Encoding.UTF8.GetString([.. bytes]))));
                break;
            case 12 or 13 or 14:
                HitLines(random, bytes);
                break;
            default:
                HitWords(random, bytes, corpus);
                break;
        }
    }

    private static void HitLines(Random random, List<byte> bytes)
    {
        var lines = Encoding.Latin1.GetString([.. bytes]).Split('\n').ToList();
        var (one, other) = (random.Next(lines.Count), random.Next(lines.Count));
        switch (random.Next(6))
        {
            case 0:
                (lines[one], lines[other]) = (lines[other], lines[one]);
                break;
            case 1:
                lines.RemoveAt(one);
                break;
            case 2:
                lines.Insert(other, lines[one]);
                break;
            case 3:
                lines[one] = new string(' ', random.Next(12)) + lines[one].TrimStart();
                break;
            case 4:
                lines[one] = '\t' + lines[one].TrimStart();
                break;
            default:
                lines[one] = lines[one].TrimEnd() + lines[other].TrimStart();
                break;
        }

        Replace(bytes, Encoding.Latin1.GetBytes(string.Join('\n', lines)));
    }

    /// <summary>One word is another one of the same file or of another, or one that means something: what comes of it is often a good file that means something else.</summary>
    private static void HitWords(Random random, List<byte> bytes, IReadOnlyList<byte[]> corpus)
    {
        var text = Encoding.Latin1.GetString([.. bytes]);
        var start = text.AsSpan(0, random.Next(text.Length + 1)).LastIndexOfAny(Between) + 1;
        var rest = text.AsSpan(start).IndexOfAny(Between);
        var end = rest < 0 ? text.Length : start + rest;
        var other = random.Next(3) == 0 ? Encoding.Latin1.GetString(Pick(random, Tokens)) : Pick(random, Encoding.Latin1.GetString(Pick(random, corpus)).Split(BetweenWords.ToCharArray(), StringSplitOptions.RemoveEmptyEntries));
        Replace(bytes, Encoding.Latin1.GetBytes(text[..start] + other + text[end..]));
    }

    private static List<byte> Chunk(Random random, IReadOnlyList<byte> bytes)
    {
        var at = random.Next(bytes.Count + 1);
        return [.. bytes.Skip(at).Take(random.Next(200))];
    }

    private static void Replace(List<byte> bytes, IEnumerable<byte> by)
    {
        byte[] made = [.. by];
        bytes.Clear();
        bytes.AddRange(made);
    }

    private static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
