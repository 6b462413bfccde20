using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

internal sealed class WaitStepReader() : StepReader<WaitStep>("wait")
{
    protected override WaitStep? ReadStep(YamlFields fields, FlowReading reading) =>
        fields.Duration("for", TimeOut.Shortest, TimeOut.Longest, isRequired: true) is { } time ? new WaitStep(time) : null;
}
