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
        new InputStepReader(),
        new QuickRepliesStepReader(),
        new ConditionalStepReader(),
        new EscalateStepReader(),
    }.Select(reader => KeyValuePair.Create(reader.Kind, reader)).ToDictionary().ToFrozenDictionary();

    public static IReadOnlyCollection<string> Kinds => Readers.Keys;

    public static IReadOnlyCollection<Type> StepTypes => [.. Readers.Values.Select(reader => reader.StepType)];

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
                step.Findings.Add(step.Line, step.PathOf("text"), "is missing: no message before this step asks for anything; write the question");
            asked = read is InputStep or QuickRepliesStep;
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
                : $"\"{kind}\" is no kind of step; there are {KindsInWords}");
            return null;
        }

        var read = reader.Read(step, reading);
        step.RefuseOthers();
        return read;
    }

    private static string KindsInWords => string.Join(", ", Readers.Keys.Order(StringComparer.Ordinal));
}
