using System.Collections.Frozen;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

/// <summary>The reader of every kind of step: a new kind is one more line here. Two readers of one kind stop the program.</summary>
public static class StepReaders
{
    internal static readonly IReadOnlyList<IStepReader> All =
    [
        new MessageStepReader(),
        new MediaStepReader(),
        new LocationStepReader(),
        new InputStepReader(),
        new QuickRepliesStepReader(),
        new ListStepReader(),
        new RateStepReader(),
        new ConditionalStepReader(),
        new SetStepReader(),
        new GotoStepReader(),
        new CallStepReader(),
        new EndStepReader(),
        new EscalateStepReader(),
        new TagStepReader(),
        new NoteStepReader(),
        new WaitStepReader(),
        new ApiStepReader(),
        new AskModelStepReader(),
    ];

    private static readonly FrozenDictionary<string, IStepReader> Readers = All.Select(reader => KeyValuePair.Create(reader.Kind, reader)).ToDictionary().ToFrozenDictionary();

    public static IReadOnlyCollection<string> Kinds => Readers.Keys;

    public static IReadOnlyCollection<Type> StepTypes => [.. All.Select(reader => reader.StepType)];

    internal static readonly Field<string?> Type = new("type", $"one of {KindsInWords}", Shapes.Words) { IsRequired = true, More = "What kind of step it is: what it does, and which fields it has." };

    /// <summary>Of every kind, with what all have.</summary>
    internal static IEnumerable<KeyValuePair<string, Form>> Forms =>
        All.Select(reader => KeyValuePair.Create(reader.Kind, reader.Form.With(reader.AsksCustomer ? [StepCommons.Id, StepCommons.TimeOut] : [StepCommons.Id])));

    private static string KindsInWords => string.Join(", ", Readers.Keys.Order(StringComparer.Ordinal));

    /// <summary>The steps of a list that may be left out; null where it is.</summary>
    internal static IReadOnlyList<Step>? ReadSome(ListField field, YamlFields fields, FlowReading reading)
    {
        var steps = ReadAll(field, fields, reading, isBeginning: false);
        return fields.Has(field.Key) ? steps : null;
    }

    /// <summary>The steps of a list; those at fault are left out, with findings.</summary>
    /// <param name="isBeginning">Whether nothing was said to the customer before the first of them.</param>
    internal static IReadOnlyList<Step> ReadAll(ListField field, YamlFields fields, FlowReading reading, bool isBeginning)
    {
        var steps = new List<Step>();
        var asked = isBeginning;
        foreach (var step in field.Read(fields))
        {
            if (step is null || Read(step, reading) is not { } read)
            {
                asked = false;
                continue;
            }

            if (asked && read is InputStep { Text: null })
                step.Refuse("text", "is missing: no message before this step asks for anything; write the question", FindingCode.MissingField);
            asked = read is InputStep or QuickRepliesStep or ListStep or RateStep;
            steps.Add(read);
        }

        return steps;
    }

    private static Step? Read(YamlFields step, FlowReading reading)
    {
        if (Type.Read(step) is not { } kind)
            return null;
        if (!Readers.TryGetValue(kind, out var reader))
        {
            step.Refuse(Type.Key, NearestWord.To(kind, Readers.Keys) is { } meant
                ? $"\"{kind}\" is no kind of step; did you mean {meant}?"
                : $"\"{kind}\" is no kind of step; there are {KindsInWords}", FindingCode.UnknownKind);
            return null;
        }

        var read = reader.Read(step, reading);
        var id = StepCommons.ReadId(step, reading);
        var timeOut = StepCommons.ReadTimeOut(step, reading, reader.AsksCustomer);
        reader.Form.Finish(step);
        if (read is null)
            return null;
        var whole = read with { Id = id, TimeOut = timeOut };
        reading.Place(whole, step);
        return whole;
    }
}
