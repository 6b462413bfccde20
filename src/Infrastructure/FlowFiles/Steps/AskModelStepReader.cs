using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

internal sealed class AskModelStepReader() : StepReader<AskModelStep>(
    "ask_model", new Form("Asks the language model, outside of the conversation's transaction, and goes on with its answer.", Prompt, Save, OnError))
{
    private static readonly Field<FlowText?> Prompt =
        new("prompt", "what the model is asked, such as \"Sum up in one sentence: {matter}\"", FlowTexts.Text) { IsRequired = true };

    private static readonly Field<string?> Save = new("save", "the variable that keeps the answer, such as summary", Shapes.Variable) { IsRequired = true };

    private static readonly ListField OnError = Blocks.Field("on_error", "what is done when the model does not answer", "{error} tells why. Left out: a person is called in.");

    protected override AskModelStep? ReadStep(YamlFields fields, FlowReading reading)
    {
        var (prompt, save) = (Prompt.Read(fields), Save.Read(fields));
        var onError = StepReaders.ReadSome(OnError, fields, reading);
        return prompt is null || save is null ? null : new AskModelStep(prompt, save) { OnError = onError };
    }
}
