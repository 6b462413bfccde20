using System.Text.Json.Nodes;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

internal sealed class ListStepReader() : StepReader<ListStep>(
    "list",
    new Form("Asks with a list that opens, and acts on the row that is chosen.", Text, Button, Rows, Sections, Variable, RetryText)
    {
        Rules = [Rule.Either(Rows.Key, Sections.Key, $"write either rows, such as {RowExample}, or sections, such as {SectionExample}")],
    })
{
    private const string RowExample = "- { text: \"Refund\", description: \"You get your money back\" }";
    private const string SectionExample = "- { title: \"Orders\", rows: [ { text: \"Refund\" } ] }";

    private static readonly Field<FlowText?> Text = new("text", "the question, such as \"What is it about?\"", FlowTexts.Text) { IsRequired = true };

    private static readonly Field<FlowText?> Button =
        new("button", "what opens the list, such as \"Choose\"", FlowTexts.Label(WhatsAppShape.ListButtonMaxLength)) { IsRequired = true };

    private static readonly ListField Rows = new("rows", "a list of what can be chosen", Json.Ref("row"), RowExample, WhatsAppShape.MaxRows)
    {
        More = $"At most {WhatsAppShape.MaxRows}, in all sections together. Either rows or sections.",
    };

    private static readonly ListField Sections = new("sections", "rows under headings", Json.Ref("section"), SectionExample, WhatsAppShape.MaxRows) { More = "Either rows or sections." };

    private static readonly Field<string?> Variable = new("variable", "a name for the text of the chosen row, such as topic", Shapes.Variable) { More = "Left out: it is not kept." };

    private static readonly Field<FlowText?> RetryText =
        new("retry_text", "what is said when an answer fits no row", FlowTexts.Text) { More = "Left out: the business's usual text (system/texts.yaml)." };

    private static readonly Field<FlowText?> Heading =
        new("title", "the section's heading, such as \"Orders\"", FlowTexts.Label(WhatsAppShape.SectionTitleMaxLength)) { IsRequired = true };

    private static readonly Field<FlowText?> Title = new("text", "what is tapped, such as \"Refund\"", FlowTexts.Label(WhatsAppShape.RowTitleMaxLength)) { IsRequired = true };

    private static readonly Field<FlowText?> Description =
        new("description", "one line that says more", FlowTexts.Label(WhatsAppShape.RowDescriptionMaxLength)) { More = "It is shown below the title." };

    private static readonly ListField RowsOfSection = Rows with { IsRequired = true, More = $"At most {WhatsAppShape.MaxRows}, in all sections together." };

    private static readonly Form Section = new("Rows under a heading.", Heading, RowsOfSection);

    /// <summary>Of one row.</summary>
    public static JsonObject RowSchema => QuickReplyReader.SchemaWith(Title, Description);

    public static JsonObject SectionSchema => Section.Schema();

    protected override ListStep? ReadStep(YamlFields fields, FlowReading reading)
    {
        var (text, button) = (Text.Read(fields), Button.Read(fields));
        var (variable, retry) = (Variable.Read(fields), RetryText.Read(fields));
        var titles = new RepliesByTitle();
        var rows = ReadRows(Rows, fields, titles, reading);
        var sections = ReadSections(fields, titles, reading);
        if (rows.Count > 0)
            sections.Insert(0, new ListSection(null, rows));
        return text is null || button is null || sections.Sum(section => section.Rows.Count) == 0 ? null : new ListStep(text, button, sections, variable, retry);
    }

    private static List<ListSection> ReadSections(YamlFields fields, RepliesByTitle titles, FlowReading reading)
    {
        var sections = new List<ListSection>();
        foreach (var section in Sections.Read(fields).OfType<YamlFields>())
        {
            sections.Add(new ListSection(Heading.Read(section), ReadRows(RowsOfSection, section, titles, reading)));
            Section.Finish(section);
        }

        return sections;
    }

    private static List<ListRow> ReadRows(ListField field, YamlFields fields, RepliesByTitle titles, FlowReading reading)
    {
        var rows = new List<ListRow>();
        foreach (var row in field.Read(fields).OfType<YamlFields>())
        {
            FlowText? description = null;
            if (titles.Read(row, reading, Title, more => description = Description.Read(more)) is { } reply)
                rows.Add(new ListRow(reply, description));
        }

        return rows;
    }
}
