using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using WhatsAppSupport.Domain.Flows.Triggers;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>Reads what begins a flow.</summary>
internal static class TriggerReader
{
    private const string ExactMatch = "exact_match";
    private const int MostPriority = 1000;

    private static readonly FrozenDictionary<string, MessageType> MessageTypes = Enum.GetValues<MessageType>()
        .Where(type => type is not (MessageType.Text or MessageType.Reaction or MessageType.Button or MessageType.Interactive))
        .ToFrozenDictionary(type => JsonNamingPolicy.SnakeCaseLower.ConvertName(type.ToString()));

    private static readonly Field<int?> Priority = new("priority", "a number; the greater one goes first", Shapes.Whole(-MostPriority, MostPriority)) { Usual = 0 };
    private static readonly Field<bool> Interrupt = new("interrupt", "whether it works in the middle of any flow, too", Shapes.Truth) { Usual = false };
    private static readonly Field<bool> Resume = new("resume", "whether the flow that was interrupted goes on afterwards, and asks once more", Shapes.Truth) { Usual = false, More = "Only with interrupt: true." };

    private static readonly Rule OnlyInterrupting =
        Rule.OnlyWhere(Resume.Key, "true", Interrupt.Key, "true", "needs interrupt: true; only what interrupts a flow can let it go on");

    private static readonly Rule NeverInterrupting = Rule.Never(
        Interrupt.Key, "true", "false", "is for triggers that say which message it is; this one fits any, and would take every answer from the flow that waits for it");

    private static readonly TriggerValues Words = new(Json.Words);

    /// <summary>Those that say which message it is by a value; a new kind is one more line here.</summary>
    private static readonly (string Kind, TriggerValues Values, string Summary, Func<YamlFields, string, Trigger?> Read)[] WithValues =
    [
        ("payload", Words, "The id of what was tapped, such as a template's button.", (_, value) => new Trigger.Payload(value)),
        (ExactMatch, Words, "The whole message. Two flows cannot share one.", (_, value) => new Trigger.ExactMatch(value)),
        ("keyword", Words, "A word or phrase in the message, as whole words, in any case.", ReadKeyword),
        ("regex", new TriggerValues(Patterns.Schema), "A pattern that is found in the message.", ReadPattern),
        ("message_type", new TriggerValues(new JsonObject { ["enum"] = Json.List(MessageTypes.Keys.Order(StringComparer.Ordinal)) }), "A message of this kind, such as image.", ReadMessageType),
    ];

    /// <summary>Those that need none.</summary>
    private static readonly (string Kind, string Summary, Trigger Only)[] WithoutValues =
    [
        ("first_message", "The first message ever of a customer.", new Trigger.FirstMessage()),
        ("outside_hours", "Any message while nobody is there to answer (system/hours.yaml).", new Trigger.OutsideHours()),
        ("fallback", "Any message that nothing else fits, before the language model is asked.", new Trigger.Fallback()),
    ];

    private static readonly Field<string?> Type = new("type", $"one of {string.Join(", ", Kinds)}", Shapes.Words) { IsRequired = true, More = "What kind of trigger it is: which messages begin the flow." };

    /// <summary>Of a flow.</summary>
    public static readonly ListField Field = new("triggers", "what begins the flow", Json.Ref("trigger"), "- { type: keyword, values: [help, support] }")
    {
        More = "Left out: only other flows lead to it.",
    };

    private static IReadOnlyList<Field> Common => [Priority, Interrupt, Resume];

    public static IEnumerable<string> Kinds => Forms.Select(form => form.Key).Order(StringComparer.Ordinal);

    /// <summary>Of every kind.</summary>
    public static IEnumerable<KeyValuePair<string, Form>> Forms =>
    [
        .. WithValues.Select(one => KeyValuePair.Create(one.Kind, new Form(one.Summary, [.. one.Values.Fields, .. Common]) { Rules = [TriggerValues.Either, .. Rules(takesAny: false)] })),
        .. WithoutValues.Select(one => KeyValuePair.Create(one.Kind, new Form(one.Summary, Common) { Rules = Rules(takesAny: true) })),
    ];

    /// <summary>Of one trigger.</summary>
    public static JsonObject Schema => Json.Variants(Type, Forms);

    /// <summary>Triggers with their lines. A flow that others lead to needs none.</summary>
    public static IReadOnlyList<(Trigger Trigger, YamlFields Fields)> ReadAll(YamlFields flow) =>
        [.. Field.Read(flow).OfType<YamlFields>().SelectMany(fields => Read(fields).Select(trigger => (trigger, fields)))];

    public static List<Trigger> Read(YamlFields fields)
    {
        var kind = Type.Read(fields);
        var triggers = kind is null ? [] : ReadKind(fields, kind);
        var (priority, interrupts, resumes) = (Priority.Read(fields) ?? 0, Interrupt.Read(fields), Resume.Read(fields));
        foreach (var rule in Rules(takesAny: WithoutValues.Any(one => one.Kind == kind)))
            rule.Check(fields);
        fields.RefuseOthers();
        return [.. triggers.Select(trigger => trigger with { Priority = priority, Interrupts = interrupts, Resumes = resumes })];
    }

    private static List<Trigger> ReadKind(YamlFields fields, string kind)
    {
        foreach (var (_, _, only) in WithoutValues.Where(one => one.Kind == kind))
            return [only];
        foreach (var (_, values, _, read) in WithValues.Where(one => one.Kind == kind))
            return [.. values.Read(fields).Select(value => read(fields, value)).OfType<Trigger>()];
        fields.Refuse(Type.Key, NearestWord.To(kind, Kinds) is { } meant
            ? $"\"{kind}\" is no trigger; did you mean {meant}?"
            : $"\"{kind}\" is no trigger; there are {string.Join(", ", Kinds)}", FindingCode.UnknownKind);
        Words.Read(fields);
        return [];
    }

    private static IReadOnlyList<Rule> Rules(bool takesAny) => takesAny ? [NeverInterrupting, OnlyInterrupting] : [OnlyInterrupting];

    private static Trigger.Keyword? ReadKeyword(YamlFields fields, string value)
    {
        if (Trigger.Keyword.HasWord(value))
            return new Trigger.Keyword(value);
        fields.Refuse(TriggerValues.KeyIn(fields), $"\"{value}\" has no word in it to look for; for a message of signs alone use {ExactMatch}");
        return null;
    }

    private static Trigger.Matching? ReadPattern(YamlFields fields, string value) =>
        Patterns.Parse(fields, TriggerValues.KeyIn(fields), value, isWhole: false) is { } pattern ? new Trigger.Matching(value, pattern) : null;

    private static Trigger.OfType? ReadMessageType(YamlFields fields, string value)
    {
        if (MessageTypes.TryGetValue(value, out var type))
            return new Trigger.OfType(type);
        fields.Refuse(TriggerValues.KeyIn(fields), $"\"{value}\" is no kind of message; there are {string.Join(", ", MessageTypes.Keys.Order(StringComparer.Ordinal))}", FindingCode.UnknownKind);
        return null;
    }
}
