using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

internal sealed class InputStepReader() : StepReader<InputStep>(
    "input",
    new Form("Asks, and keeps the answer.", Variable, Text, RetryText, InputCheckReader.Field, MaxAttempts, OnFail)
    {
        Rules =
        [
            Rule.Needs(OnFail.Key, MaxAttempts.Key, "is never come to; say with max_attempts: 3 after how many wrong answers it is"),
            Rule.Needs(MaxAttempts.Key, OnFail.Key, "is missing; write the steps for when no attempt was right, such as a step that escalates", isOtherMissing: true),
        ],
    })
{
    private const int MostAttempts = 10;

    private static readonly Field<string?> Variable = new("variable", "a name for the answer, such as order_number", Shapes.Variable) { IsRequired = true };

    private static readonly Field<FlowText?> Text = new("text", "the question, such as \"What is your name?\"", FlowTexts.Text) { More = "Left out: the message before it asks." };

    private static readonly Field<FlowText?> RetryText =
        new("retry_text", "what is said when the answer is none", FlowTexts.Text) { More = "Left out: the business's usual text (system/texts.yaml)." };

    private static readonly Field<int?> MaxAttempts =
        new("max_attempts", "how many answers may be wrong, such as 3", Shapes.Whole(1, MostAttempts)) { More = "Then on_fail is done. Left out: it is asked until the answer is right." };

    private static readonly ListField OnFail = Blocks.Field("on_fail", "the steps for when no attempt was right", "Then the flow goes on without a value. Only with max_attempts.");

    protected override InputStep? ReadStep(YamlFields fields, FlowReading reading)
    {
        var (variable, text, retry) = (Variable.Read(fields), Text.Read(fields), RetryText.Read(fields));
        var check = InputCheckReader.Read(fields);
        var attempts = MaxAttempts.Read(fields);
        var onFail = StepReaders.ReadSome(OnFail, fields, reading) ?? [];
        return variable is null || (text is null && fields.Has(Text.Key))
            ? null
            : new InputStep(variable, text, retry) { Validate = check, MaxAttempts = attempts, OnFail = onFail };
    }
}
