using System.Text.Json.Nodes;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

internal sealed class QuickRepliesStepReader() : StepReader<QuickRepliesStep>(
    "quick_replies", new Form("Asks, offers replies, and acts on the one that is chosen.", Text, Replies, Variable, RetryText))
{
    private static readonly Field<FlowText?> Text = new("text", "the question, such as \"What is it about?\"", FlowTexts.Text) { IsRequired = true };

    private static readonly ListField Replies = new("replies", "a list of replies", Json.Ref("reply"), "- { text: \"Refund\", set: { topic: refund } }")
    {
        IsRequired = true,
        More = $"Up to {WhatsAppShape.MaxButtons} of at most {WhatsAppShape.ButtonTitleMaxLength} characters are buttons; up to {WhatsAppShape.MaxRows} of at most {WhatsAppShape.RowTitleMaxLength} are a list; everything else is a numbered text.",
    };

    private static readonly Field<string?> Variable = new("variable", "a name for the text of the chosen reply, such as topic", Shapes.Variable) { More = "Left out: it is not kept." };

    private static readonly Field<FlowText?> RetryText =
        new("retry_text", "what is said when an answer fits no reply", FlowTexts.Text) { More = "Left out: the business's usual text (system/texts.yaml)." };

    private static readonly Field<FlowText?> Title = new("text", "what is tapped, such as \"Refund\"", FlowTexts.Label()) { IsRequired = true };

    /// <summary>Of one reply.</summary>
    public static JsonObject ReplySchema => QuickReplyReader.SchemaWith(Title);

    protected override QuickRepliesStep? ReadStep(YamlFields fields, FlowReading reading)
    {
        var (text, variable, retry) = (Text.Read(fields), Variable.Read(fields), RetryText.Read(fields));
        var titles = new RepliesByTitle();
        foreach (var reply in Replies.Read(fields).OfType<YamlFields>())
            titles.Read(reply, reading, Title);

        return text is null || titles.Replies.Count == 0 ? null : new QuickRepliesStep(text, titles.Replies, variable, retry);
    }
}
