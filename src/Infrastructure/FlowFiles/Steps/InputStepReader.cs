using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

internal sealed class InputStepReader() : StepReader<InputStep>("input")
{
    protected override InputStep? ReadStep(YamlFields fields, FlowReading reading)
    {
        var variable = fields.Variable("variable", isRequired: true);
        var text = fields.Template("text", "the question, such as \"What is your name?\"");
        var retry = fields.Template("retry_text", "what is said when no words come");
        return variable is null || (text is null && fields.Has("text")) ? null : new InputStep(variable, text, retry);
    }
}
