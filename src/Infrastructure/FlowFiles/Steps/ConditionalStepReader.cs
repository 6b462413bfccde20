using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

internal sealed class ConditionalStepReader() : StepReader<ConditionalStep>(
    "conditional", new Form("Goes through all of steps, or all of else_steps, and then on.", Condition, Steps, ElseSteps))
{
    private static readonly Field<Expression?> Condition =
        new("condition", "a question about variables, such as topic == \"refund\"", Shapes.Expression) { IsRequired = true };

    private static readonly ListField Steps = Blocks.Field("steps", "what is done when it is so") with { IsRequired = true };

    private static readonly ListField ElseSteps = Blocks.Field("else_steps", "what is done when it is not so");

    protected override ConditionalStep? ReadStep(YamlFields fields, FlowReading reading)
    {
        var condition = Condition.Read(fields);
        var steps = StepReaders.ReadAll(Steps, fields, reading, isBeginning: false);
        var elseSteps = StepReaders.ReadSome(ElseSteps, fields, reading) ?? [];
        return condition is null ? null : new ConditionalStep(condition, steps, elseSteps);
    }
}
