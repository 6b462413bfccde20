using WhatsAppSupport.Api.Health;
using WhatsAppSupport.Application.Health;

namespace WhatsAppSupport.Api.Documentation.Examples;

internal sealed class HealthExamples : IExamples
{
    public IEnumerable<object> All =>
    [
        new HealthAnswer(PartState.Up),
        new HealthReport(PartState.Degraded, [new PartReport("database", PartState.Up, null, 0.8), new PartReport("sessions", PartState.Degraded, "Redis does not answer", 1500)]),
    ];
}
