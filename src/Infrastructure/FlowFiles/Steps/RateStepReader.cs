using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

internal sealed class RateStepReader() : StepReader<RateStep>("rate")
{
    protected override RateStep? ReadStep(YamlFields fields, FlowReading reading)
    {
        var text = fields.RequiredFlowText("text", "the question, such as \"How did we do?\"");
        var retry = fields.FlowText("retry_text", "what is said when the answer is no score");
        var variable = fields.Variable("variable", isRequired: false);
        var labels = fields.WordList("labels", "five texts for 1 to 5");
        if (fields.Has("labels") && labels.Count != RateStep.Best)
            fields.Refuse("labels", $"has {labels.Count} texts; write {RateStep.Best}, for 1 to {RateStep.Best}");
        return text is null ? null : new RateStep(
            text, labels.Count == RateStep.Best ? [.. labels.Select(label => FlowText.From(TextTemplate.Plain(label)))] : null, variable, retry);
    }
}
