using System.Text.Json.Nodes;
using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

internal sealed class GotoStepReader() : StepReader<GotoStep>(
    "goto",
    new Form("Goes on at another step of this flow, or at the beginning of another flow; variables are kept.", Step, Flow)
    {
        Rules = [Rule.Either(Step.Key, Flow.Key, "write either step: the id of a step of this flow, or flow: another flow's flow_id")],
    })
{
    private static readonly Field<string?> Step = new("step", "the id of a step of this flow", Shapes.Words);

    private static readonly Field<string?> Flow = new("flow", "another flow's flow_id", Shapes.Words);

    protected override GotoStep? ReadStep(YamlFields fields, FlowReading reading)
    {
        var (step, flow) = (Step.Read(fields), Flow.Read(fields));
        if (step is not null)
            reading.GoesToStep(step, fields, Step.Key);
        if (flow is not null)
            reading.GoesTo(flow, fields, Flow.Key);
        return step is null && flow is null ? null : new GotoStep(step, flow);
    }
}

internal sealed class CallStepReader() : StepReader<CallStep>(
    "call", new Form("Goes through another flow, which knows only what it is given, and comes back with its result.", Flow, With, Save))
{
    private static readonly Field<string?> Flow = new("flow", "the flow_id of the flow to go through", Shapes.Words) { IsRequired = true };

    private static readonly Field<IReadOnlyList<KeyValuePair<string, Expression>>> With = new("with", "what it is given, such as { order: order_number }", Named.Expressions)
    {
        More = "Names are those that the other flow knows. Left out: nothing.",
    };

    private static readonly Field<string?> Save =
        new("save", "the variable that keeps what it gives back, such as answer", Shapes.Variable) { More = "Its end step says by result what that is. Left out: it is not kept." };

    protected override CallStep? ReadStep(YamlFields fields, FlowReading reading)
    {
        var (flow, with, save) = (Flow.Read(fields), With.Read(fields), Save.Read(fields));
        if (flow is not null)
            reading.GoesTo(flow, fields, Flow.Key);
        return flow is null ? null : new CallStep(flow, with, save);
    }
}

internal sealed class EndStepReader() : StepReader<EndStep>("end", new Form("Ends the flow here; a flow that was called goes back with its result.", Text, Result))
{
    private static readonly Field<FlowText?> Text = new("text", "what is said at the end", FlowTexts.Text) { More = "Left out: the flow's own ends." };

    private static readonly Field<Expression?> Result = new("result", "what the flow that called this one gets, such as order_number", new Shape<Expression?>(
        ReadResult, new() { ["anyOf"] = new JsonArray(Json.Words, Named.Expressions.Schema.DeepClone()) }))
    {
        More = "An expression, or names and expressions, such as { found: true }. Left out: nothing.",
    };

    protected override EndStep? ReadStep(YamlFields fields, FlowReading reading) => new(Text.Read(fields), Result.Read(fields));

    private static Expression? ReadResult(YamlFields fields, Field field) => fields.Take(field.Key) is YamlMap
        ? Expression.Named(Named.Expressions.Read(fields, field))
        : Shapes.Expression.Read(fields, field);
}
