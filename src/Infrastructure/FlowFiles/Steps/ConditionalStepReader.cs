using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

internal sealed class ConditionalStepReader() : StepReader<ConditionalStep>("conditional")
{
    protected override ConditionalStep? ReadStep(YamlFields fields, FlowReading reading)
    {
        const string Example = "a question about variables, such as topic == \"refund\"";
        var condition = fields.RequiredText("condition", Example) is { } source ? fields.ParseExpression("condition", source) : null;
        var steps = StepReaders.ReadAll(fields, "steps", reading, isBeginning: false);
        var elseSteps = StepReaders.ReadSome(fields, "else_steps", reading) ?? [];
        return condition is null ? null : new ConditionalStep(condition, steps, elseSteps);
    }
}
