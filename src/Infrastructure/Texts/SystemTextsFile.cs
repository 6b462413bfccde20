using System.Collections.Frozen;
using System.Text.Json;
using WhatsAppSupport.Application.Texts;
using WhatsAppSupport.Infrastructure.FlowFiles;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.Texts;

/// <summary>
/// The program's own texts from <c>system/texts.yaml</c> in the flows' folder: a map from language to texts. English is
/// complete, so that there is a text for everything; another language may leave out what it takes from English.
/// </summary>
public sealed class SystemTextsFile : ISystemTexts
{
    /// <summary>In a folder of flows, or in a set of them.</summary>
    internal const string Name = "system/texts.yaml";

    private const string English = "en";
    private static readonly FrozenDictionary<string, SystemText> Keys =
        Enum.GetValues<SystemText>().ToFrozenDictionary(text => JsonNamingPolicy.SnakeCaseLower.ConvertName(text.ToString()));

    private readonly FrozenDictionary<string, FrozenDictionary<SystemText, string>> languages;

    private SystemTextsFile(Dictionary<string, FrozenDictionary<SystemText, string>> languages) =>
        this.languages = languages.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The file in a folder of flows, or the shipped one where the folder has none.</summary>
    public static string PathIn(string flowsPath)
    {
        var own = Path.Combine(flowsPath, "system", "texts.yaml");
        return File.Exists(own) ? own : Path.Combine(FlowsPath.Shipped, "system", "texts.yaml");
    }

    /// <exception cref="FlowFilesInvalidException">Something in it is wrong; it names everything at once.</exception>
    public static SystemTextsFile Read(string file)
    {
        var languages = Read(file, out var errors);
        return errors.Count == 0 ? new SystemTextsFile(languages) : throw new FlowFilesInvalidException(errors);
    }

    /// <summary>What is wrong in it; nothing where it can be used.</summary>
    public static IReadOnlyList<FlowFileError> ErrorsIn(string file)
    {
        Read(file, out var errors);
        return errors;
    }

    /// <summary>A text that lies in no folder.</summary>
    /// <exception cref="FlowFilesInvalidException">Something in it is wrong; it names everything at once.</exception>
    internal static SystemTextsFile Parse(string text)
    {
        var languages = ReadText(text, out var errors);
        return errors.Count == 0 ? new SystemTextsFile(languages) : throw new FlowFilesInvalidException(errors);
    }

    /// <summary>What is wrong in such a text.</summary>
    internal static IReadOnlyList<FlowFileError> ErrorsInText(string text)
    {
        ReadText(text, out var errors);
        return errors;
    }

    /// <summary>Those of a folder where they are right, else the shipped ones.</summary>
    internal static SystemTextsFile ReadOrShipped(string flowsPath)
    {
        var languages = Read(PathIn(flowsPath), out var errors);
        return errors.Count == 0 ? new SystemTextsFile(languages) : Read(PathIn(FlowsPath.Shipped));
    }

    public string Get(SystemText text, string language)
    {
        var tag = language;
        while (true)
        {
            if (languages.TryGetValue(tag, out var texts) && texts.TryGetValue(text, out var found))
                return found;
            var end = tag.LastIndexOfAny(['-', '_']);
            if (end <= 0)
                return languages[English][text];
            tag = tag[..end];
        }
    }

    private static Dictionary<string, FrozenDictionary<SystemText, string>> Read(string file, out IReadOnlyList<FlowFileError> errors)
    {
        var findings = new FileFindings(file);
        return Read(YamlFile.Read(file, findings), findings, out errors);
    }

    private static Dictionary<string, FrozenDictionary<SystemText, string>> ReadText(string text, out IReadOnlyList<FlowFileError> errors)
    {
        var findings = new FileFindings(Name);
        return Read(YamlFile.Allow(text, findings) is { } allowed ? YamlFile.Parse(allowed, findings) : null, findings, out errors);
    }

    private static Dictionary<string, FrozenDictionary<SystemText, string>> Read(YamlMap? map, FileFindings findings, out IReadOnlyList<FlowFileError> errors)
    {
        var languages = new Dictionary<string, FrozenDictionary<SystemText, string>>(StringComparer.OrdinalIgnoreCase);
        if (map is not null)
        {
            foreach (var entry in map.Entries)
            {
                if (entry.Value is not YamlMap texts)
                    findings.Add(entry.Line, entry.Key, "does not consist of texts; a language tag such as hi has texts under it");
                else if (!languages.TryAdd(entry.Key, ReadLanguage(entry.Key, texts, findings)))
                    findings.Add(entry.Line, entry.Key, "is there twice; keep one");
            }

            if (!languages.ContainsKey(English))
                findings.Add(map.Line, English, "is missing; English has every text");
        }

        errors = [.. findings.Errors.OrderBy(error => error.Line)];
        return languages;
    }

    private static FrozenDictionary<SystemText, string> ReadLanguage(string language, YamlMap map, FileFindings findings)
    {
        var fields = new YamlFields(map, language, findings);
        var texts = new Dictionary<SystemText, string>();
        foreach (var (key, text) in Keys.OrderBy(entry => entry.Value))
        {
            var read = language.Equals(English, StringComparison.OrdinalIgnoreCase)
                ? fields.RequiredText(key, "what the customer is told")
                : fields.Text(key, "what the customer is told");
            if (read is not null)
                texts.Add(text, read.Trim());
        }

        fields.RefuseOthers();
        return texts.ToFrozenDictionary();
    }
}
