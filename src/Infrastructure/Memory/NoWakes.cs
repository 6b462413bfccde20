using WhatsAppSupport.Application.Workers;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Infrastructure.Memory;

/// <summary>Without Redis the others notice when they look, once a second.</summary>
internal sealed class NoWakes : IWakes
{
    public void Wake(WorkerId owner, LookupHash customer)
    {
    }
}
