using System.Globalization;
using WhatsAppSupport.Application.Health;

namespace WhatsAppSupport.Application.Flows;

/// <summary>Which flows run in this process, and whether it lags behind what was decided.</summary>
internal sealed class FlowsHealth(FlowLibrary library, FlowUpdates updates) : IHealthPart
{
    public string Name => "flows";

    public ValueTask<PartHealth> CheckAsync(CancellationToken cancellationToken)
    {
        if (!library.IsOpen)
        {
            return ValueTask.FromResult(new PartHealth(PartState.Down, "not read yet"));
        }

        var running = library.Running;
        var source = running.Source == FlowSource.Files ? "from files" : string.Create(CultureInfo.InvariantCulture, $"publication {running.Publication!.Id}");
        var what = string.Create(CultureInfo.InvariantCulture, $"{running.Flows.All.Count()} flows of set {running.Set}, {source}");
        return ValueTask.FromResult(updates.Trouble is { } trouble ? new PartHealth(PartState.Degraded, $"{what}; {trouble}") : new PartHealth(PartState.Up, what));
    }
}
