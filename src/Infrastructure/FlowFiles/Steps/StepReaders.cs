using System.Collections.Frozen;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

/// <summary>The reader of every kind of step: a new kind is one more line here. Two readers of one kind stop the program.</summary>
public static class StepReaders
{
    private const string Example = "- { type: message, text: \"Hello\" }";

    private static readonly FrozenDictionary<string, IStepReader> Readers = new IStepReader[]
    {
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
    }.Select(reader => KeyValuePair.Create(reader.Kind, reader)).ToDictionary().ToFrozenDictionary();

    public static IReadOnlyCollection<string> Kinds => Readers.Keys;

    public static IReadOnlyCollection<Type> StepTypes => [.. Readers.Values.Select(reader => reader.StepType)];

    /// <summary>The steps of a list that may be left out; null where it is.</summary>
    internal static IReadOnlyList<Step>? ReadSome(YamlFields fields, string key, FlowReading reading)
    {
        fields.Take(key);
        return fields.Has(key) ? ReadAll(fields, key, reading, isBeginning: false) : null;
    }

    /// <summary>The steps of a list; those at fault are left out, with findings.</summary>
    /// <param name="isBeginning">Whether nothing was said to the customer before the first of them.</param>
    internal static IReadOnlyList<Step> ReadAll(YamlFields fields, string key, FlowReading reading, bool isBeginning)
    {
        var steps = new List<Step>();
        var asked = isBeginning;
        foreach (var (index, item) in fields.RequiredList(key, $"a list of steps, such as {Example}").Index())
        {
            if (fields.Item(key, index, item, Example) is not { } step || Read(step, reading) is not { } read)
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
        if (step.RequiredText("type", $"one of {KindsInWords}") is not { } kind)
            return null;
        if (!Readers.TryGetValue(kind, out var reader))
        {
            step.Refuse("type", NearestWord.To(kind, Readers.Keys) is { } meant
                ? $"\"{kind}\" is no kind of step; did you mean {meant}?"
                : $"\"{kind}\" is no kind of step; there are {KindsInWords}", FindingCode.UnknownKind);
            return null;
        }

        var read = reader.Read(step, reading);
        var id = ReadId(step, reading);
        var timeOut = ReadTimeOut(step, reading, read);
        step.RefuseOthers();
        if (read is null)
            return null;
        var whole = read with { Id = id, TimeOut = timeOut };
        reading.Place(whole, step);
        return whole;
    }

    private static string? ReadId(YamlFields step, FlowReading reading)
    {
        if (step.Text("id", "a name for goto, such as ask_again") is not { } id)
            return null;
        reading.Names(id, step);
        return id;
    }

    private static TimeOut? ReadTimeOut(YamlFields step, FlowReading reading, Step? read)
    {
        const string Example = "{ after: 10m, steps: [ { type: message, text: \"Are you still there?\" } ] }";
        if (step.Map("timeout", Example) is not { } fields)
            return null;
        var after = fields.Duration("after", TimeOut.Shortest, TimeOut.Longest, isRequired: true);
        var steps = ReadAll(fields, "steps", reading, isBeginning: false);
        fields.RefuseOthers();
        if (read is { AsksCustomer: false })
            step.Refuse("timeout", "is for steps that wait for the customer; this one does not");
        return after is null ? null : new TimeOut(after.Value, steps);
    }

    private static string KindsInWords => string.Join(", ", Readers.Keys.Order(StringComparer.Ordinal));
}
