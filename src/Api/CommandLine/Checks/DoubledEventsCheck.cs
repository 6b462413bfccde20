using WhatsAppSupport.Application.Checkups;
using WhatsAppSupport.Application.Inbound;

namespace WhatsAppSupport.Api.CommandLine.Checks;

/// <summary>Whether both of the dashboard's inbound events are switched on, as the process that is asked has seen it since its start.</summary>
internal sealed class DoubledEventsCheck(RunningProgram program) : ICheck
{
    public string Name => "events";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            return [await program.DetailAsync(WebhooksHealth.PartName, cancellationToken) is { } seen
                ? Finding.Doubtful(seen, "switch On Inbound Report Received off in MSG91's dashboard: nobody is answered twice, but each message is posted twice")
                : Finding.Good("no message has come by two events to the process that was asked, since it was started")];
        }
        catch (HttpRequestException)
        {
            return [Finding.Doubtful($"not looked at: {RunningProgram.NotThere}", RunningProgram.StartIt)];
        }
    }
}
