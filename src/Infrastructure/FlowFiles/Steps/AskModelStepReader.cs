using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

internal sealed class AskModelStepReader() : StepReader<AskModelStep>("ask_model")
{
    protected override AskModelStep? ReadStep(YamlFields fields, FlowReading reading)
    {
        var prompt = fields.RequiredFlowText("prompt", "what the model is asked, such as \"Sum up in one sentence: {matter}\"");
        var save = fields.Variable("save", isRequired: true);
        var onError = StepReaders.ReadSome(fields, "on_error", reading);
        return prompt is null || save is null ? null : new AskModelStep(prompt, save) { OnError = onError };
    }
}
