using System.Net;
using System.Net.Sockets;
using WhatsAppSupport.Application.Checkups;

namespace WhatsAppSupport.Infrastructure.Notifications;

/// <summary>Whether somebody is told of customers who wait, and the name of where is known here. Nothing is posted: that would wake people.</summary>
internal sealed class NotifiedAddressCheck(EscalationOptions options) : ICheck
{
    public string Name => "notify";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        if (options.NotifyUrl is not { } url)
        {
            return [Finding.Doubtful("nobody is told when a customer asks for a person", "set ESCALATION_NOTIFY_URL")];
        }

        try
        {
            var addresses = await Dns.GetHostAddressesAsync(url.IdnHost, cancellationToken);
            return [addresses.Length > 0 ? Finding.Good("the host of ESCALATION_NOTIFY_URL is known here") : Unknown];
        }
        catch (SocketException)
        {
            return [Unknown];
        }
    }

    private static Finding Unknown => Finding.Wrong("the host of ESCALATION_NOTIFY_URL cannot be resolved here", "put the right address there: people are not told that customers wait");
}
