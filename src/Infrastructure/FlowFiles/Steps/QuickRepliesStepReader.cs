using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

internal sealed class QuickRepliesStepReader() : StepReader<QuickRepliesStep>("quick_replies")
{
    private const string Example = "- { text: \"Refund\", set: { topic: refund } }";

    protected override QuickRepliesStep? ReadStep(YamlFields fields, FlowReading reading)
    {
        var text = fields.RequiredFlowText("text", "the question, such as \"What is it about?\"");
        var variable = fields.Variable("variable", isRequired: false);
        var retry = fields.FlowText("retry_text", "what is said when an answer fits no reply");
        var items = fields.RequiredList("replies", $"a list of replies, such as {Example}");
        var titles = new RepliesByTitle();
        foreach (var (index, item) in items.Index())
        {
            if (fields.Item("replies", index, item, Example) is { } reply)
                titles.Read(reply, reading);
        }

        return text is null || titles.Replies.Count == 0 ? null : new QuickRepliesStep(text, titles.Replies, variable, retry);
    }
}
