using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

internal sealed class MessageStepReader() : StepReader<MessageStep>("message", new Form("Tells the customer something, and goes on.", Text))
{
    private static readonly Field<FlowText?> Text = new("text", "what is said, such as \"Hello {user_name}\"", FlowTexts.Text)
    {
        IsRequired = true,
        More = $"Over {WhatsAppShape.TextMaxLength} characters it is said in several messages.",
    };

    protected override MessageStep? ReadStep(YamlFields fields, FlowReading reading) => Text.Read(fields) is { } text ? new MessageStep(text) : null;
}
