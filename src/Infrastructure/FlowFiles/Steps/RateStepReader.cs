using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

internal sealed class RateStepReader() : StepReader<RateStep>(
    "rate", new Form($"Asks for 1 to {RateStep.Best}, and keeps it as the conversation's satisfaction score.", Text, Labels, Variable, RetryText))
{
    private static readonly Field<FlowText?> Text = new("text", "the question, such as \"How did we do?\"", FlowTexts.Text) { IsRequired = true };

    private static readonly Field<IReadOnlyList<FlowText>> Labels =
        new("labels", $"a text for each of 1 to {RateStep.Best}", FlowTexts.Labels(RateStep.Best)) { More = "Left out: stars." };

    private static readonly Field<string?> Variable = new("variable", "a name for the score, such as score", Shapes.Variable) { More = "Left out: the flow does not know it." };

    private static readonly Field<FlowText?> RetryText =
        new("retry_text", "what is said when the answer is no score", FlowTexts.Text) { More = "Left out: the business's usual text (system/texts.yaml)." };

    protected override RateStep? ReadStep(YamlFields fields, FlowReading reading)
    {
        var (text, labels) = (Text.Read(fields), Labels.Read(fields));
        var (variable, retry) = (Variable.Read(fields), RetryText.Read(fields));
        return text is null ? null : new RateStep(text, labels.Count == RateStep.Best ? labels : null, variable, retry);
    }
}
