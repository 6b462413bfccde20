using System.Collections.Frozen;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>Reads where those stand from now on who stood in older contents of a flow. These are not at hand: whether a step was ever there nobody can tell.</summary>
internal static partial class MigrationReader
{
    private const string Path = "(0|[1-9][0-9]{0,5})(/[a-z_]+/(0|[1-9][0-9]{0,5}))*";

    private static readonly Field<string?> To = new("", "the id of a step of this flow, such as ask_order", Shapes.Words) { More = "That step asks the customer something." };

    public static readonly Field<YamlFields?> Field = new(
        "migrate",
        "steps of older contents, and where whoever stood there stands from now on, such as { ask_number: ask_order, \"3/else/0\": ask_order }",
        new Shape<YamlFields?>(
            (fields, field) => fields.Map(field.Key, field.Meaning),
            Json.Map(new JsonObject { ["pattern"] = $"^({IdName.Pattern}|{Path})$" }.Refusing("It is the id or the path of a step."), To.Described(), least: 1)))
    {
        More = "A step of an older content goes by its id or its path. Left out: whoever is in the middle of an older content finishes it.",
    };

    /// <param name="reading">Of all the steps.</param>
    public static IReadOnlyDictionary<string, string> ReadAll(YamlFields flow, FlowReading reading)
    {
        if (Field.Read(flow) is not { } moves)
            return FrozenDictionary<string, string>.Empty;
        if (moves.Entries.Count == 0)
            flow.Refuse(Field.Key, $"is empty; write {Field.Meaning}, or leave the field out", FindingCode.MissingField);
        var steps = reading.Places.Keys.Where(step => step.Id is not null).DistinctBy(step => step.Id).ToDictionary(step => step.Id!, StringComparer.Ordinal);
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var from in moves.Entries.Select(entry => entry.Key))
        {
            if (!IdName.IsValid(from) && !PathPattern().IsMatch(from))
                moves.Refuse(from, "is neither the id nor the path of a step; write an id such as ask_number, or a path such as 3/else/0: the fourth step, and the first one under its else_steps");
            if ((To with { Key = from }).Read(moves) is not { } to)
                continue;
            reading.GoesToStep(to, moves, from);
            if (steps.GetValueOrDefault(to) is { AsksCustomer: false } step)
                moves.Refuse(from, $"\"{to}\" {Lacks(step)}; name a step that asks the customer something, such as an input", FindingCode.TargetAsksNothing);
            read[from] = to;
        }

        return read.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string Lacks(Step step) => step is ApiStep or AskModelStep or WaitStep
        ? "waits for something else than the customer, and nobody would have asked for that"
        : "waits for nobody, so nobody can stand there";

    [GeneratedRegex($@"\A{Path}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PathPattern();
}
