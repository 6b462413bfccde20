using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using WhatsAppSupport.Domain.Flows.Triggers;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>Reads what begins a flow.</summary>
internal static class TriggerReader
{
    private const string ExactMatch = "exact_match";
    private const string Example = "- { type: keyword, values: [help, support] }";
    private const int MostPriority = 1000;

    private static readonly FrozenDictionary<string, MessageType> MessageTypes = Enum.GetValues<MessageType>()
        .Where(type => type is not (MessageType.Text or MessageType.Reaction or MessageType.Button or MessageType.Interactive))
        .ToFrozenDictionary(type => JsonNamingPolicy.SnakeCaseLower.ConvertName(type.ToString()));

    /// <summary>Those that say which message it is by a value; a new kind is one more line here.</summary>
    private static readonly FrozenDictionary<string, Func<YamlFields, string, Trigger?>> WithValues = new Dictionary<string, Func<YamlFields, string, Trigger?>>
    {
        ["keyword"] = ReadKeyword,
        [ExactMatch] = (_, value) => new Trigger.ExactMatch(value),
        ["regex"] = (fields, value) => Patterns.Parse(fields, KeyOf(fields), value, isWhole: false) is { } pattern ? new Trigger.Matching(value, pattern) : null,
        ["payload"] = (_, value) => new Trigger.Payload(value),
        ["message_type"] = ReadMessageType,
    }.ToFrozenDictionary();

    /// <summary>Those that need none.</summary>
    private static readonly FrozenDictionary<string, Trigger> WithoutValues = new Dictionary<string, Trigger>
    {
        ["first_message"] = new Trigger.FirstMessage(),
        ["outside_hours"] = new Trigger.OutsideHours(),
        ["fallback"] = new Trigger.Fallback(),
    }.ToFrozenDictionary();

    public static IEnumerable<string> Kinds => WithValues.Keys.Concat(WithoutValues.Keys).Order(StringComparer.Ordinal);

    /// <summary>Triggers with their lines. A flow that others lead to needs none.</summary>
    public static IReadOnlyList<(Trigger Trigger, YamlFields Fields)> ReadAll(YamlFields flow)
    {
        flow.Take("triggers");
        return !flow.Has("triggers") ? [] : [.. flow.RequiredList("triggers", $"a list such as {Example}, or leave the field out")
            .Index()
            .Select(item => flow.Item("triggers", item.Index, item.Item, Example))
            .OfType<YamlFields>()
            .SelectMany(fields => Read(fields).Select(trigger => (trigger, fields)))];
    }

    private static List<Trigger> Read(YamlFields fields)
    {
        var kind = fields.RequiredText("type", $"one of {string.Join(", ", Kinds)}");
        var triggers = kind is null ? [] : ReadKind(fields, kind);
        var priority = ReadPriority(fields);
        var (interrupts, resumes) = (ReadYes(fields, "interrupt"), ReadYes(fields, "resume"));
        if (resumes && !interrupts)
            fields.Refuse("resume", "needs interrupt: true; only what interrupts a flow can let it go on");
        fields.RefuseOthers();
        return [.. triggers.Select(trigger => trigger with { Priority = priority, Interrupts = interrupts, Resumes = resumes })];
    }

    private static List<Trigger> ReadKind(YamlFields fields, string kind)
    {
        if (WithoutValues.TryGetValue(kind, out var only))
            return [only];
        if (WithValues.TryGetValue(kind, out var read))
            return [.. Values(fields).Select(value => read(fields, value)).OfType<Trigger>()];
        fields.Refuse("type", NearestWord.To(kind, Kinds) is { } meant
            ? $"\"{kind}\" is no trigger; did you mean {meant}?"
            : $"\"{kind}\" is no trigger; there are {string.Join(", ", Kinds)}", FindingCode.UnknownKind);
        Values(fields);
        return [];
    }

    private static Trigger.Keyword? ReadKeyword(YamlFields fields, string value)
    {
        if (Trigger.Keyword.HasWord(value))
            return new Trigger.Keyword(value);
        fields.Refuse(KeyOf(fields), $"\"{value}\" has no word in it to look for; for a message of signs alone use {ExactMatch}");
        return null;
    }

    private static Trigger.OfType? ReadMessageType(YamlFields fields, string value)
    {
        if (MessageTypes.TryGetValue(value, out var type))
            return new Trigger.OfType(type);
        fields.Refuse(KeyOf(fields), $"\"{value}\" is no kind of message; there are {string.Join(", ", MessageTypes.Keys.Order(StringComparer.Ordinal))}", FindingCode.UnknownKind);
        return null;
    }

    private static int ReadPriority(YamlFields fields)
    {
        if (fields.Text("priority", "a number; the greater one goes first") is not { } text)
            return 0;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var priority) && Math.Abs(priority) <= MostPriority)
            return priority;
        fields.Refuse("priority", $"\"{text}\" is no number from -{MostPriority} to {MostPriority}");
        return 0;
    }

    private static bool ReadYes(YamlFields fields, string key)
    {
        if (fields.Text(key, "true or false") is not { } text)
            return false;
        if (text is not ("true" or "false"))
            fields.Refuse(key, $"\"{text}\" is neither true nor false");
        return text == "true";
    }

    private static string KeyOf(YamlFields fields) => fields.Has("value") ? "value" : "values";

    private static List<string> Values(YamlFields fields)
    {
        var values = new List<string>();
        if (fields.Has("value") == fields.Has("values"))
            fields.Refuse("value", "write either value: help or values: [help, support]", FindingCode.MissingField);
        if (fields.Text("value", "what is written, such as help") is { } only)
            values.Add(only);
        fields.Take("values");
        var items = fields.Has("values") ? fields.RequiredList("values", "a list such as [help, support]") : [];
        foreach (var (index, item) in items.Index())
        {
            if (item is YamlScalar { IsNothing: false } scalar && !string.IsNullOrWhiteSpace(scalar.Text))
                values.Add(scalar.Text);
            else
                fields.Findings.Add(item.Line, $"{fields.PathOf("values")}[{index}]", "is not a text; write what the customer writes, such as help", column: item.Column);
        }

        return values;
    }
}
