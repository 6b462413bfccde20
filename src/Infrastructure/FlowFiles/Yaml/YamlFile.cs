using System.Buffers;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

/// <summary>
/// Reads one file into values that know their lines. Stricter than YAML: one document, no anchors (a few lines of them can
/// stand for gigabytes), no key twice, no deeper than a person can follow.
/// </summary>
internal static class YamlFile
{
    public const int LargestBytes = 1 << 20;
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
        if (Utf8.GetByteCount(text) <= LargestBytes)
            return text;
        RefuseLarge(findings);
        return null;
    }

    public static YamlMap? Parse(string text, FileFindings findings)
    {
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
            var value = ReadValue(parser, findings, depth: 0);
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

    private static YamlValue ReadValue(Parser parser, FileFindings findings, int depth)
    {
        var start = parser.Consume<ParsingEvent>();
        if (depth > DeepestNesting)
            throw new YamlException(start.Start, start.End, $"nested deeper than {DeepestNesting} levels");
        if (start is NodeEvent { Anchor.IsEmpty: false } or AnchorAlias)
            throw new YamlException(start.Start, start.End, "anchors and aliases (& and *) are not allowed; text that begins with & or * stands in quotes");
        return start switch
        {
            Scalar scalar => new YamlScalar(scalar.Value, scalar.Style != ScalarStyle.Plain, Line(scalar), Column(scalar)),
            SequenceStart => ReadList(parser, findings, start, depth),
            _ => ReadMap(parser, findings, start, depth),
        };
    }

    private static YamlList ReadList(Parser parser, FileFindings findings, ParsingEvent start, int depth)
    {
        var items = new List<YamlValue>();
        while (!parser.TryConsume<SequenceEnd>(out _))
            items.Add(ReadValue(parser, findings, depth + 1));
        return new YamlList(items, Line(start), Column(start));
    }

    private static YamlMap ReadMap(Parser parser, FileFindings findings, ParsingEvent start, int depth)
    {
        var entries = new List<YamlEntry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadValue(parser, findings, depth + 1);
            var value = ReadValue(parser, findings, depth + 1);
            if (key is not YamlScalar name)
                findings.Add(key.Line, "", "a field's name is a plain word; text that begins with { or [ stands in quotes", FindingCode.InvalidYaml, key.Column);
            else if (!keys.Add(name.Text))
                findings.Add(key.Line, name.Text, "is there twice; keep one", FindingCode.Duplicate, key.Column);
            else
                entries.Add(new YamlEntry(name.Text, key.Line, key.Column, value));
        }

        return new YamlMap(entries, Line(start), Column(start));
    }

    private static int Line(ParsingEvent at) => (int)at.Start.Line;

    private static int Column(ParsingEvent at) => (int)at.Start.Column;
}
