using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

internal sealed class EscalateStepReader() : StepReader<EscalateStep>(
    "escalate", new Form("Tells the customer, hands over to a person, and ends the flow.", HandOverReader.FieldsWith(HandOverReader.Text)))
{
    protected override EscalateStep? ReadStep(YamlFields fields, FlowReading reading) =>
        HandOverReader.Read(fields, HandOverReader.Text) is { } request ? new EscalateStep(request) : null;
}
