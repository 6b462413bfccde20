using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

internal sealed class MessageStepReader() : StepReader<MessageStep>("message")
{
    protected override MessageStep? ReadStep(YamlFields fields, FlowReading reading) =>
        fields.RequiredFlowText("text", "what is said, such as \"Hello {user_name}\"") is { } text ? new MessageStep(text) : null;
}
