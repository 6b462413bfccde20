using System.Diagnostics.Metrics;
using WhatsAppSupport.Domain.Flows.Calls;

namespace WhatsAppSupport.Application.Metrics;

/// <summary>Calls that flows make.</summary>
public sealed class FlowCallMetrics
{
    private readonly LabelledCounter calls;

    internal FlowCallMetrics(Meter meter) =>
        calls = new(meter, "support_flow_calls_total", "Calls that flows make of other systems, by outcome", "outcome", "succeeded", "failed", "refused");

    public void Answered(FlowAnswer answer) => calls.Add(1, NameOf(answer));

    internal void Begin() => calls.Begin();

    /// <summary>Refused is what we would not send.</summary>
    internal static string NameOf(FlowAnswer answer) => answer switch
    {
        FlowAnswer.Succeeded => "succeeded",
        FlowAnswer.Failed { Code: CallFailures.RefusedAddress or CallFailures.MissingSecret or CallFailures.InvalidCall } => "refused",
        _ => "failed",
    };
}
