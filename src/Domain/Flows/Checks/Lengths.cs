using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Domain.Flows.Checks;

/// <summary>WhatsApp's limits, as far as a text is longer by itself. What then comes otherwise than meant is doubtful; what could not be shown as a list at all does not run.</summary>
internal static class Lengths
{
    private const int ButtonLength = WhatsAppShape.ButtonTitleMaxLength;
    private const int DescriptionLength = 72;

    public static IEnumerable<FlowFinding> Check(IReadOnlyList<Flow> flows) =>
        flows.SelectMany(flow => flow.Nodes.SelectMany(node => Check(node.Step).Select(found =>
            new FlowFinding(flow, FlowDoubt.TooLong, found.Field, found.Problem, found.Stops) { Step = node.Step })));

    private static IEnumerable<(string Field, string Problem, bool Stops)> Check(Step step) => step switch
    {
        MessageStep(var text) => Text("text", text, WhatsAppShape.TextMaxLength),
        InputStep { Text: { } text } => Text("text", text, WhatsAppShape.TextMaxLength),
        QuickRepliesStep replies => Text("text", replies.Text, WhatsAppShape.BodyMaxLength).Concat(Replies(replies)),
        ListStep list => Text("text", list.Text, WhatsAppShape.BodyMaxLength).Concat(List(list)),
        RateStep rate => Text("text", rate.Text, WhatsAppShape.BodyMaxLength),
        MediaStep { Caption: { } caption } => Text("caption", caption, WhatsAppShape.BodyMaxLength),
        _ => [],
    };

    private static IEnumerable<(string, string, bool)> Text(string field, FlowText text, int most) => text.All
        .Select(one => one.FixedLength)
        .Where(length => length > most)
        .Select(length => (field, $"has {length} characters; WhatsApp takes {most}, and it is said in several messages", false));

    private static IEnumerable<(string, string, bool)> Replies(QuickRepliesStep step)
    {
        var titles = step.Replies.SelectMany(reply => reply.Title.All).Select(title => title.Source).ToList();
        if (step.Replies.Count > WhatsAppShape.MaxRows)
            yield return ("replies", $"{step.Replies.Count} replies; WhatsApp shows {WhatsAppShape.MaxRows}, and the customer gets a numbered text", false);
        else if (titles.Find(title => title.Length > WhatsAppShape.RowTitleMaxLength) is { } row)
            yield return ("replies", $"\"{row}\" has {row.Length} characters; WhatsApp shows {WhatsAppShape.RowTitleMaxLength}, and the customer gets a numbered text", false);
        else if (step.Replies.Count <= WhatsAppShape.MaxButtons && titles.Find(title => title.Length > ButtonLength) is { } button)
            yield return ("replies", $"\"{button}\" has {button.Length} characters; a button has {ButtonLength}, and the customer gets a list", false);
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
        ("button", step.Button, ButtonLength),
        .. step.Sections.Where(section => section.Title is not null).Select(section => ("sections", section.Title!, WhatsAppShape.RowTitleMaxLength)),
        .. step.Rows.Select(row => ("sections", row.Title, WhatsAppShape.RowTitleMaxLength)),
        .. step.Sections.SelectMany(section => section.Rows).Where(row => row.Description is not null).Select(row => ("sections", row.Description!, DescriptionLength)),
    ];
}
