using System.Collections.Frozen;
using WhatsAppSupport.Domain.Flows.Answers;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

/// <summary>Reads what an answer has to be: <c>validate: number</c>, or <c>validate: { type: number, min: 1, max: 10 }</c>.</summary>
internal static class InputCheckReader
{
    private const string Example = "{ type: number, min: 1, max: 10 }";

    private static readonly FrozenDictionary<string, MessageType> MediaKinds = new Dictionary<string, MessageType>
    {
        ["image"] = MessageType.Image,
        ["document"] = MessageType.Document,
        ["audio"] = MessageType.Audio,
        ["video"] = MessageType.Video,
        ["location"] = MessageType.Location,
    }.ToFrozenDictionary();

    /// <summary>A new kind is one more line here.</summary>
    private static readonly FrozenDictionary<string, Func<YamlFields, InputCheck?>> Kinds = new Dictionary<string, Func<YamlFields, InputCheck?>>
    {
        ["text"] = fields => WithRange(fields, new TextCheck()),
        ["number"] = fields => WithRange(fields, new NumberCheck(IsWhole: false)),
        ["integer"] = fields => WithRange(fields, new NumberCheck(IsWhole: true)),
        ["email"] = _ => new EmailCheck(),
        ["phone"] = _ => new PhoneCheck(),
        ["date"] = fields => WithRange(fields, new DateCheck()),
        ["regex"] = fields => Patterns.Read(fields, "pattern", isWhole: true) is { } pattern ? WithRange(fields, new RegexCheck(pattern)) : null,
        ["one_of"] = fields => ReadOneOf(fields),
        ["media"] = fields => ReadMedia(fields),
    }.ToFrozenDictionary();

    public static IEnumerable<string> KindNames => Kinds.Keys.Order(StringComparer.Ordinal);

    public static InputCheck? Read(YamlFields step)
    {
        switch (step.Take("validate"))
        {
            case YamlMap map:
                var fields = new YamlFields(map, step.PathOf("validate"), step.Findings);
                var check = fields.RequiredText("type", $"one of {string.Join(", ", KindNames)}") is { } kind ? ReadKind(fields, "type", kind) : null;
                fields.RefuseOthers();
                return check;
            case YamlScalar scalar:
                return ReadKind(new YamlFields(new YamlMap([], scalar.Line, scalar.Column), step.PathOf("validate"), step.Findings), "type", scalar.Text);
            case null when !step.Has("validate"):
                return null;
            default:
                step.Refuse("validate", $"is no check; write one of {string.Join(", ", KindNames)}, or {Example}");
                return null;
        }
    }

    private static InputCheck? ReadKind(YamlFields fields, string key, string kind)
    {
        if (Kinds.TryGetValue(kind, out var read))
            return read(fields);
        fields.Refuse(key, NearestWord.To(kind, Kinds.Keys) is { } meant
            ? $"\"{kind}\" is no check; did you mean {meant}?"
            : $"\"{kind}\" is no check; there are {string.Join(", ", KindNames)}", FindingCode.UnknownKind);
        return null;
    }

    private static InputCheck WithRange(YamlFields fields, InputCheck check) => check with
    {
        Min = fields.Expression("min", "the least that is taken, such as 1 or today()"),
        Max = fields.Expression("max", "the most that is taken, such as 10"),
    };

    private static OneOfCheck? ReadOneOf(YamlFields fields)
    {
        var words = fields.WordList("values", "what can be answered, such as [small, large]");
        if (words.Count == 0 && !fields.Has("values"))
            fields.Refuse("values", "is missing; write what can be answered, such as [small, large]", FindingCode.MissingField);
        return words.Count == 0 ? null : new OneOfCheck(words);
    }

    private static MediaCheck ReadMedia(YamlFields fields)
    {
        var kinds = new List<MessageType>();
        foreach (var name in fields.WordList("kinds", "what is taken, such as [image, document]"))
        {
            if (MediaKinds.TryGetValue(name, out var kind))
                kinds.Add(kind);
            else
                fields.Refuse("kinds", $"\"{name}\" is no kind of message; there are {string.Join(", ", MediaKinds.Keys.Order(StringComparer.Ordinal))}", FindingCode.UnknownKind);
        }

        return new MediaCheck(kinds.Count > 0 ? kinds : [.. MediaKinds.Values.Where(kind => kind != MessageType.Location)]);
    }
}
