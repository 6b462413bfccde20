using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

internal sealed class QuickRepliesStepReader() : StepReader<QuickRepliesStep>("quick_replies")
{
    private const string Example = "- { text: \"Refund\", set: { topic: refund } }";

    protected override QuickRepliesStep? ReadStep(YamlFields fields, FlowReading reading)
    {
        var text = fields.RequiredTemplate("text", "the question, such as \"What is it about?\"");
        var variable = fields.Variable("variable", isRequired: false);
        var retry = fields.Template("retry_text", "what is said when an answer fits no reply");
        var items = fields.RequiredList("replies", $"a list of replies, such as {Example}");
        var replies = new List<QuickReply>();
        var titles = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, item) in items.Index())
        {
            if (fields.Item("replies", index, item, Example) is not { } reply || QuickReplyReader.Read(reply, reading) is not { } read)
                continue;
            if (titles.Add(FoldedText.Of(read.Title)))
                replies.Add(read);
            else
                reply.Refuse("text", $"\"{read.Title}\" is there twice, and a customer who writes it could mean either; name them differently");
        }

        return text is null || replies.Count == 0 ? null : new QuickRepliesStep(text, replies, variable, retry);
    }
}
