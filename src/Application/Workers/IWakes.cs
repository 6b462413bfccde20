using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Workers;

/// <summary>
/// Tells another process that one of its customers has something pending. Nobody relies on it: a wake that is lost costs at most
/// the second until that process looks by itself.
/// </summary>
public interface IWakes
{
    void Wake(WorkerId owner, LookupHash customer);
}
