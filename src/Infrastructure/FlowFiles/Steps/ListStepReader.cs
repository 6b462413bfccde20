using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

internal sealed class ListStepReader() : StepReader<ListStep>("list")
{
    private const string RowExample = "- { text: \"Refund\", description: \"You get your money back\" }";
    private const string SectionExample = "- { title: \"Orders\", rows: [ { text: \"Refund\" } ] }";

    protected override ListStep? ReadStep(YamlFields fields, FlowReading reading)
    {
        var text = fields.RequiredFlowText("text", "the question, such as \"What is it about?\"");
        var button = fields.RequiredLabel("button", "what opens the list, such as \"Choose\"");
        var variable = fields.Variable("variable", isRequired: false);
        var retry = fields.FlowText("retry_text", "what is said when an answer fits no row");
        var titles = new RepliesByTitle();
        fields.Take("rows");
        fields.Take("sections");
        if (fields.Has("rows") == fields.Has("sections"))
            fields.Refuse("rows", $"write either rows, such as {RowExample}, or sections, such as {SectionExample}", FindingCode.MissingField);
        IReadOnlyList<ListSection> sections = fields.Has("rows") ? [new ListSection(null, ReadRows(fields, titles, reading))]
            : fields.Has("sections") ? ReadSections(fields, titles, reading)
            : [];
        return text is null || button is null || sections.Sum(section => section.Rows.Count) == 0 ? null : new ListStep(text, button, sections, variable, retry);
    }

    private static List<ListSection> ReadSections(YamlFields fields, RepliesByTitle titles, FlowReading reading)
    {
        var sections = new List<ListSection>();
        foreach (var (index, item) in fields.RequiredList("sections", $"a list such as {SectionExample}").Index())
        {
            if (fields.Item("sections", index, item, SectionExample) is not { } section)
                continue;
            var title = section.RequiredLabel("title", "the section's heading, such as \"Orders\"");
            sections.Add(new ListSection(title, ReadRows(section, titles, reading)));
            section.RefuseOthers();
        }

        return sections;
    }

    private static List<ListRow> ReadRows(YamlFields fields, RepliesByTitle titles, FlowReading reading)
    {
        var rows = new List<ListRow>();
        foreach (var (index, item) in fields.RequiredList("rows", $"a list such as {RowExample}").Index())
        {
            if (fields.Item("rows", index, item, RowExample) is not { } row)
                continue;
            FlowText? description = null;
            if (titles.Read(row, reading, more => description = more.Label("description", "one line that says more")) is { } reply)
                rows.Add(new ListRow(reply, description));
        }

        return rows;
    }
}
