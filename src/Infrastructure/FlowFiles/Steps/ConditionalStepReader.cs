using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

internal sealed class ConditionalStepReader() : StepReader<ConditionalStep>("conditional")
{
    protected override ConditionalStep? ReadStep(YamlFields fields, FlowReading reading)
    {
        var condition = ReadCondition(fields);
        var steps = StepReaders.ReadAll(fields, "steps", reading, isBeginning: false);
        fields.Take("else_steps");
        var elseSteps = fields.Has("else_steps") ? StepReaders.ReadAll(fields, "else_steps", reading, isBeginning: false) : [];
        return condition is null ? null : new ConditionalStep(condition, steps, elseSteps);
    }

    private static Expression? ReadCondition(YamlFields fields)
    {
        if (fields.RequiredText("condition", "a question about variables, such as topic == \"refund\"") is not { } source)
            return null;
        var condition = Expression.Parse(source, out var error);
        if (condition is null)
            fields.Refuse("condition", $"at character {error!.Column}: {error.Problem}");
        return condition;
    }
}
