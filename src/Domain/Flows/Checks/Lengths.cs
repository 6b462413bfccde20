using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Domain.Flows.Checks;

/// <summary>WhatsApp's limits, as far as a text is longer by itself. What then comes otherwise than meant is doubtful; what could not be shown as a list at all does not run.</summary>
internal static class Lengths
{
    private const int ButtonLength = WhatsAppShape.ButtonTitleMaxLength;

    public static IEnumerable<FlowFinding> Check(IReadOnlyList<Flow> flows) => flows.SelectMany(flow => flow.Nodes
        .SelectMany(node => Check(node.Step).Select(found => Finding(flow, node.Step, found)))
        .Concat(flow.Ends is { } ends ? Text("ends", ends, WhatsAppShape.TextMaxLength).Select(found => Finding(flow, null, found)) : []));

    private static FlowFinding Finding(Flow flow, Step? step, (string Field, string Problem, bool Stops) found) =>
        new(flow, FlowDoubt.TooLong, found.Field, found.Problem, found.Stops) { Step = step };

    private static IEnumerable<(string Field, string Problem, bool Stops)> Check(Step step)
    {
        var labels = LabelsOf(step);
        return step.Use.Texts
            .Where(said => !labels.Contains(said.Text))
            .SelectMany(said => Text(said.Field, said.Text, MostOf(step, said.Field)))
            .Concat(step is ListStep list ? List(list) : Choices(step));
    }

    /// <summary>What stands on a button or in a row has limits of its own.</summary>
    private static HashSet<FlowText> LabelsOf(Step step) =>
    [
        .. step.Choices.SelectMany(choice => new[] { choice.Title, choice.Description, choice.Section }).OfType<FlowText>(),
        .. step is ListStep list ? new[] { list.Button } : [],
    ];

    /// <summary>A question with choices under it, and what stands under a picture, is shorter than a text alone.</summary>
    private static int MostOf(Step step, string field) => (step.Choices.Count > 0 && field is "text" or "retry_text") || field == "caption"
        ? WhatsAppShape.BodyMaxLength
        : WhatsAppShape.TextMaxLength;

    private static IEnumerable<(string, string, bool)> Text(string field, FlowText text, int most) => text.All
        .Select(one => one.FixedLength)
        .Where(length => length > most)
        .Select(length => (field, $"has {length} characters; WhatsApp takes {most}, and it is said in several messages", false));

    private static IEnumerable<(string, string, bool)> Choices(Step step)
    {
        var field = step is RateStep ? "labels" : "replies";
        var titles = step.Choices.SelectMany(choice => choice.Title.All).Select(title => title.Source).ToList();
        if (step.Choices.Count > WhatsAppShape.MaxRows)
            yield return (field, $"{step.Choices.Count} replies; WhatsApp shows {WhatsAppShape.MaxRows}, and the customer gets a numbered text", false);
        else if (titles.Find(title => title.Length > WhatsAppShape.RowTitleMaxLength) is { } row)
            yield return (field, $"\"{row}\" has {row.Length} characters; WhatsApp shows {WhatsAppShape.RowTitleMaxLength}, and the customer gets a numbered text", false);
        else if (step.Choices.Count <= WhatsAppShape.MaxButtons && titles.Find(title => title.Length > ButtonLength) is { } button)
            yield return (field, $"\"{button}\" has {button.Length} characters; a button has {ButtonLength}, and the customer gets a list", false);
    }

    private static IEnumerable<(string, string, bool)> List(ListStep step)
    {
        if (step.Rows.Count > WhatsAppShape.MaxRows)
            yield return ("sections", $"{step.Rows.Count} rows; WhatsApp shows {WhatsAppShape.MaxRows} in all sections together; spread them over two questions", true);
        foreach (var (field, text, most) in Parts(step))
        {
            foreach (var one in text.All.Where(one => one.Source.Length > most))
                yield return (field, $"\"{one.Source}\" has {one.Source.Length} characters; WhatsApp shows {most}", true);
        }
    }

    private static IEnumerable<(string Field, FlowText Text, int Most)> Parts(ListStep step) =>
    [
        ("button", step.Button, WhatsAppShape.ListButtonMaxLength),
        .. step.Sections.Where(section => section.Title is not null).Select(section => ("sections", section.Title!, WhatsAppShape.SectionTitleMaxLength)),
        .. step.Rows.Select(row => ("sections", row.Title, WhatsAppShape.RowTitleMaxLength)),
        .. step.Sections.SelectMany(section => section.Rows).Where(row => row.Description is not null)
            .Select(row => ("sections", row.Description!, WhatsAppShape.RowDescriptionMaxLength)),
    ];
}
