using System.Globalization;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

internal sealed class InputStepReader() : StepReader<InputStep>("input")
{
    private const int MostAttempts = 10;

    protected override InputStep? ReadStep(YamlFields fields, FlowReading reading)
    {
        var variable = fields.Variable("variable", isRequired: true);
        var text = fields.FlowText("text", "the question, such as \"What is your name?\"");
        var retry = fields.FlowText("retry_text", "what is said when the answer is none");
        var check = InputCheckReader.Read(fields);
        var attempts = ReadAttempts(fields);
        var onFail = StepReaders.ReadSome(fields, "on_fail", reading);
        if (attempts is null && onFail is not null)
            fields.Refuse("on_fail", "is never come to; say with max_attempts: 3 after how many wrong answers it is");
        if (attempts is not null && onFail is null && !fields.Has("on_fail"))
            fields.Refuse("on_fail", "is missing; write the steps for when no attempt was right, such as a step that escalates", FindingCode.MissingField);
        return variable is null || (text is null && fields.Has("text"))
            ? null
            : new InputStep(variable, text, retry) { Validate = check, MaxAttempts = attempts, OnFail = onFail ?? [] };
    }

    private static int? ReadAttempts(YamlFields fields)
    {
        if (fields.Text("max_attempts", "a number from 1 to 10") is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var attempts) && attempts is >= 1 and <= MostAttempts)
            return attempts;
        fields.Refuse("max_attempts", $"\"{text}\" is no number from 1 to {MostAttempts}");
        return null;
    }
}
