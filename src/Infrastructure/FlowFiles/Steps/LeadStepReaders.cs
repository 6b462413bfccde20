using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

internal sealed class GotoStepReader() : StepReader<GotoStep>("goto")
{
    protected override GotoStep? ReadStep(YamlFields fields, FlowReading reading)
    {
        if (fields.Has("step") == fields.Has("flow"))
            fields.Refuse("step", "write either step: the id of a step of this flow, or flow: another flow's flow_id", FindingCode.MissingField);
        var (step, flow) = (fields.Text("step", "the id of a step of this flow"), fields.Text("flow", "another flow's flow_id"));
        if (step is not null)
            reading.GoesToStep(step, fields, "step");
        if (flow is not null)
            reading.GoesTo(flow, fields, "flow");
        return step is null && flow is null ? null : new GotoStep(step, flow);
    }
}

internal sealed class CallStepReader() : StepReader<CallStep>("call")
{
    protected override CallStep? ReadStep(YamlFields fields, FlowReading reading)
    {
        var flow = fields.RequiredText("flow", "the flow_id of the flow to go through");
        var with = fields.Expressions("with", "what it is given, such as { order: order_number }");
        var save = fields.Variable("save", isRequired: false);
        if (flow is not null)
            reading.GoesTo(flow, fields, "flow");
        return flow is null ? null : new CallStep(flow, with, save);
    }
}

internal sealed class EndStepReader() : StepReader<EndStep>("end")
{
    protected override EndStep? ReadStep(YamlFields fields, FlowReading reading)
    {
        var text = fields.FlowText("text", "what is said at the end");
        var result = fields.Take("result") is YamlMap
            ? Expression.Named(fields.Expressions("result", "names and values, such as { found: true }"))
            : fields.Expression("result", "what the flow that called this one gets, such as order_number");
        return new EndStep(text, result);
    }
}
