using WhatsAppSupport.Application.Search;

namespace WhatsAppSupport.Infrastructure.Persistence.Search;

internal sealed class WordIndex(MessageIndex messages, NameIndex names) : IWordIndex
{
    public Task<bool> AddMessagesAsync(int limit, CancellationToken cancellationToken) => messages.AddAsync(limit, cancellationToken);

    public Task<bool> AddNamesAsync(int limit, CancellationToken cancellationToken) => names.AddAsync(limit, cancellationToken);

    public Task<bool> AddOlderMessagesAsync(int limit, CancellationToken cancellationToken) => messages.AddOlderAsync(limit, cancellationToken);
}
