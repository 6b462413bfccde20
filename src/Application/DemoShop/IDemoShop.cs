using WhatsAppSupport.Application.Conversations;

namespace WhatsAppSupport.Application.DemoShop;

/// <summary>Puts invented customers into a sandbox, past the lanes: what they wrote and were answered lies in the past, and nothing of it is to be sent.</summary>
public interface IDemoShop
{
    /// <summary>In one transaction: a customer, their conversation, and all that was said in it.</summary>
    /// <returns>False: there is a customer with that number already, and nothing was stored.</returns>
    Task<bool> AddAsync(Turn talk, CancellationToken cancellationToken);
}
