using System.Buffers;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

/// <summary>
/// Reads one file into values that know their lines. Stricter than YAML: one document, no anchors (a few lines of them can
/// stand for gigabytes), no key twice, no deeper than a person can follow, no more than can be looked through at a start.
/// </summary>
internal static class YamlFile
{
    public const int LargestBytes = 1 << 20;

    /// <summary>Names, texts, lists and maps together; a step has about ten.</summary>
    public const int MostValues = 50_000;

    private const int DeepestNesting = 64;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Null, with the reason among the findings, for what cannot be read.</summary>
    public static YamlMap? Read(string path, FileFindings findings) =>
        ReadText(path, findings) is { } text ? Parse(text, findings) : null;

    /// <summary>Null, with the reason among the findings, for what is no text, too large, or not given.</summary>
    public static string? ReadText(string path, FileFindings findings)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(LargestBytes + 1);
        try
        {
            // Its size goes by what is read: a file can grow meanwhile.
            using var file = File.OpenRead(path);
            var count = file.ReadAtLeast(bytes.AsSpan(0, LargestBytes + 1), LargestBytes + 1, throwOnEndOfStream: false);
            if (count <= LargestBytes)
            {
                using var reader = new StreamReader(new MemoryStream(bytes, 0, count), Utf8);
                return reader.ReadToEnd();
            }

            RefuseLarge(findings);
        }
        catch (DecoderFallbackException)
        {
            findings.Add(0, "", "is not UTF-8; save it as UTF-8", FindingCode.UnreadableFile);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            findings.Add(0, "", $"cannot be read: {Refusal.Of(error)}", FindingCode.UnreadableFile);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }

        return null;
    }

    /// <summary>The same for a text that was not read from a file; null where it is too large for one.</summary>
    public static string? Allow(string text, FileFindings findings)
    {
        if (Encoding.UTF8.GetByteCount(text) <= LargestBytes)
            return text;
        RefuseLarge(findings);
        return null;
    }

    public static YamlMap? Parse(string text, FileFindings findings)
    {
        if (PlaceOfUnkept(text) is >= 0 and var place)
        {
            findings.Add(text.AsSpan(0, place).Count('\n') + 1, "", Unkept(text[place]), FindingCode.InvalidYaml);
            return null;
        }

        var parser = new Parser(new StringReader(text));
        try
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
            {
                findings.Add(1, "", "is empty", FindingCode.InvalidYaml);
                return null;
            }

            parser.Consume<DocumentStart>();
            var value = new Reading(parser, findings).ReadValue(depth: 0);
            parser.Consume<DocumentEnd>();
            if (parser.Accept<DocumentStart>(out var second))
                findings.Add(Line(second), "", "holds more than one document; put each into its own file, without ---", FindingCode.InvalidYaml);
            if (value is YamlMap map)
                return map;
            findings.Add(value.Line, "", "does not consist of fields, such as flow_id: support", FindingCode.InvalidYaml);
        }
        catch (YamlException error)
        {
            findings.Add((int)error.Start.Line, "", $"cannot be read as YAML at column {error.Start.Column}: {error.Message}", FindingCode.InvalidYaml, (int)error.Start.Column);
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            // What the library throws for some of what is no YAML; found by the fuzz test.
            findings.Add((int)(parser.Current?.End.Line ?? 1), "", "cannot be read as YAML from here on; text with signs in it stands in quotes", FindingCode.InvalidYaml);
        }

        return null;
    }

    private static void RefuseLarge(FileFindings findings) => findings.Add(0, "", $"is larger than {LargestBytes / 1024} KiB; spread it over several files", FindingCode.UnreadableFile);

    /// <summary>The first character that no database takes: NUL, or half of a pair. -1: there is none.</summary>
    private static int PlaceOfUnkept(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\0')
                return at;
            if (!char.IsSurrogate(text[at]))
                continue;
            if (at + 1 >= text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
                return at;
            at++;
        }

        return -1;
    }

    private static string Unkept(char character) => $"holds a character that cannot be kept or sent (U+{(int)character:X4}); take it out";

    private static int Line(ParsingEvent at) => (int)at.Start.Line;

    private static int Column(ParsingEvent at) => (int)at.Start.Column;

    /// <summary>One document while it is read.</summary>
    private sealed class Reading(Parser parser, FileFindings findings)
    {
        private int count;

        public YamlValue ReadValue(int depth)
        {
            var start = parser.Consume<ParsingEvent>();
            if (depth > DeepestNesting)
                throw new YamlException(start.Start, start.End, $"nested deeper than {DeepestNesting} levels");
            if (++count > MostValues)
                throw new YamlException(start.Start, start.End, $"more than {MostValues} names and values; spread it over several files");
            if (start is NodeEvent { Anchor.IsEmpty: false } or AnchorAlias)
                throw new YamlException(start.Start, start.End, "anchors and aliases (& and *) are not allowed; text that begins with & or * stands in quotes");
            return start switch
            {
                Scalar scalar => ReadScalar(scalar),
                SequenceStart => ReadList(start, depth),
                _ => ReadMap(start, depth),
            };
        }

        /// <summary>In quotes a text can name characters that could not stand in the file: <c>"\0"</c>.</summary>
        private YamlScalar ReadScalar(Scalar scalar)
        {
            if (scalar.Style == ScalarStyle.DoubleQuoted && PlaceOfUnkept(scalar.Value) is >= 0 and var place)
                findings.Add(Line(scalar), "", Unkept(scalar.Value[place]), FindingCode.InvalidYaml, Column(scalar));
            return new YamlScalar(scalar.Value, scalar.Style != ScalarStyle.Plain, Line(scalar), Column(scalar));
        }

        private YamlList ReadList(ParsingEvent start, int depth)
        {
            var items = new List<YamlValue>();
            while (!parser.TryConsume<SequenceEnd>(out _))
                items.Add(ReadValue(depth + 1));
            return new YamlList(items, Line(start), Column(start));
        }

        private YamlMap ReadMap(ParsingEvent start, int depth)
        {
            var entries = new List<YamlEntry>();
            var keys = new HashSet<string>(StringComparer.Ordinal);
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = ReadValue(depth + 1);
                var value = ReadValue(depth + 1);
                if (key is not YamlScalar name)
                    findings.Add(key.Line, "", "a field's name is a plain word; text that begins with { or [ stands in quotes", FindingCode.InvalidYaml, key.Column);
                else if (!keys.Add(name.Text))
                    findings.Add(key.Line, name.Text, "is there twice; keep one", FindingCode.Duplicate, key.Column);
                else
                    entries.Add(new YamlEntry(name.Text, key.Line, key.Column, value));
            }

            return new YamlMap(entries, Line(start), Column(start));
        }
    }
}
