using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

internal sealed class EscalateStepReader() : StepReader<EscalateStep>("escalate")
{
    protected override EscalateStep? ReadStep(YamlFields fields, FlowReading reading) =>
        HandOverReader.Read(fields, textField: "text") is { } request ? new EscalateStep(request) : null;
}
