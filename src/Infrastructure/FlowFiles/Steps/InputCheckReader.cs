using System.Collections.Frozen;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WhatsAppSupport.Domain.Flows.Answers;
using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
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

    private static readonly Field<Expression?> Min = new("min", "the least that is taken, such as 1 or today()", Shapes.Expression) { More = "Of a text: how many characters." };
    private static readonly Field<Expression?> Max = new("max", "the most that is taken, such as 10", Shapes.Expression) { More = "Of a text: how many characters." };
    private static readonly Field<Regex?> Pattern = new("pattern", "a regular expression, such as [A-Z]{2}[0-9]{6}", Patterns.Whole) { IsRequired = true, More = "It fits the whole answer." };
    private static readonly Field<IReadOnlyList<string>> Values = new("values", "what can be answered, such as [small, large]", Words.Shape(Json.Words)) { IsRequired = true };
    private static readonly Field<IReadOnlyList<string>> Media = new("kinds", "what is taken, such as [image, document]", Words.Shape(
        new() { ["enum"] = Json.List(MediaKinds.Keys.Order(StringComparer.Ordinal)) }))
    { More = "Left out: all but location." };

    /// <summary>A new kind is one more line here.</summary>
    private static readonly (string Kind, Form Form, Func<YamlFields, InputCheck?> Read)[] All =
    [
        ("text", new Form("Words.", Min, Max), fields => WithRange(fields, new TextCheck())),
        ("number", new Form("A number, with the signs of the customer's language. It is kept as a number.", Min, Max), fields => WithRange(fields, new NumberCheck(IsWhole: false))),
        ("integer", new Form("A whole number. It is kept as a number.", Min, Max), fields => WithRange(fields, new NumberCheck(IsWhole: true))),
        ("email", new Form("An e-mail address."), _ => new EmailCheck()),
        ("phone", new Form("A phone number of 10 to 15 digits, with or without + and signs. Its digits are kept."), _ => new PhoneCheck()),
        ("date", new Form("A day: 2026-11-26, or in the order of the customer's language. It is kept as a day.", Min, Max), fields => WithRange(fields, new DateCheck())),
        ("regex", new Form("What a pattern fits, in any case.", Pattern, Min, Max), ReadRegex),
        ("one_of", new Form("One of some words. It is kept as it is written here.", Values), fields => Values.Read(fields) is { Count: > 0 } words ? new OneOfCheck(words) : null),
        ("media", new Form("A picture, document, sound, film or place. It is kept with its type, caption, url and so on.", Media), ReadMedia),
    ];

    private static readonly FrozenDictionary<string, Func<YamlFields, InputCheck?>> Kinds = All.ToFrozenDictionary(one => one.Kind, one => one.Read);

    private static readonly Field<string?> Type = new("type", $"one of {string.Join(", ", KindNames)}", Shapes.Words) { IsRequired = true, More = "What kind of check it is." };

    /// <summary>Of a step.</summary>
    public static readonly Field<InputCheck?> Field = new("validate", $"what the answer has to be, such as number, or {Example}", new Shape<InputCheck?>(Read, Schema()))
    {
        More = "What does not fit is asked for again. Left out: any words.",
    };

    public static IEnumerable<string> KindNames => All.Select(one => one.Kind).Order(StringComparer.Ordinal);

    /// <summary>Of every kind.</summary>
    public static IEnumerable<KeyValuePair<string, Form>> Forms => All.Select(one => KeyValuePair.Create(one.Kind, one.Form));

    public static InputCheck? Read(YamlFields step) => Field.Read(step);

    private static InputCheck? Read(YamlFields step, Field field)
    {
        switch (step.Take(field.Key))
        {
            case YamlMap map:
                var fields = new YamlFields(map, step.PathOf(field.Key), step.Findings);
                var check = Type.Read(fields) is { } kind ? ReadKind(fields, kind) : null;
                fields.RefuseOthers();
                return check;
            case YamlScalar scalar:
                return ReadKind(new YamlFields(new YamlMap([], scalar.Line, scalar.Column), step.PathOf(field.Key), step.Findings), scalar.Text);
            case null when !step.Has(field.Key):
                return null;
            default:
                step.Refuse(field.Key, $"is no check; write one of {string.Join(", ", KindNames)}, or {Example}");
                return null;
        }
    }

    public static InputCheck? ReadKind(YamlFields fields, string kind)
    {
        if (Kinds.TryGetValue(kind, out var read))
            return read(fields);
        fields.Refuse(Type.Key, NearestWord.To(kind, Kinds.Keys) is { } meant
            ? $"\"{kind}\" is no check; did you mean {meant}?"
            : $"\"{kind}\" is no check; there are {string.Join(", ", KindNames)}", FindingCode.UnknownKind);
        return null;
    }

    private static InputCheck WithRange(YamlFields fields, InputCheck check) => check with { Min = Min.Read(fields), Max = Max.Read(fields) };

    private static RegexCheck? ReadRegex(YamlFields fields)
    {
        var (pattern, least, most) = (Pattern.Read(fields), Min.Read(fields), Max.Read(fields));
        return pattern is null ? null : new RegexCheck(pattern) { Min = least, Max = most };
    }

    private static MediaCheck ReadMedia(YamlFields fields)
    {
        var kinds = new List<MessageType>();
        foreach (var name in Media.Read(fields))
        {
            if (MediaKinds.TryGetValue(name, out var kind))
                kinds.Add(kind);
            else
                fields.Refuse(Media.Key, $"\"{name}\" is no kind of message; there are {string.Join(", ", MediaKinds.Keys.Order(StringComparer.Ordinal))}", FindingCode.UnknownKind);
        }

        return new MediaCheck(kinds.Count > 0 ? kinds : [.. MediaKinds.Values.Where(kind => kind != MessageType.Location)]);
    }

    /// <summary>What needs nothing besides may be written by its name alone.</summary>
    private static JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["enum"] = Json.List(All.Where(one => !one.Form.Fields.Any(field => field.IsRequired)).Select(one => one.Kind)) },
            Json.Variants(Type, Forms)),
    };
}
