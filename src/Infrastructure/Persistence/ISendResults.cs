using WhatsAppSupport.Application.Delivery;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>Stores results of sending in batches; see <see cref="IOutbox.StoreAsync"/>.</summary>
internal interface ISendResults
{
    Task<ClaimedMessage?> StoreAsync(SendResult result, CancellationToken cancellationToken);
}
