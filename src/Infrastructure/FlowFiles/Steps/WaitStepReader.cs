using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

internal sealed class WaitStepReader() : StepReader<WaitStep>("wait", new Form("Waits for a time, and then goes on by itself. What is written meanwhile is kept and not answered.", For))
{
    private static readonly Field<TimeSpan?> For =
        new("for", "how long, such as 30s, 10m or 1h30m", Durations.Between(TimeOut.Shortest, TimeOut.Longest)) { IsRequired = true };

    protected override WaitStep? ReadStep(YamlFields fields, FlowReading reading) => For.Read(fields) is { } time ? new WaitStep(time) : null;
}
