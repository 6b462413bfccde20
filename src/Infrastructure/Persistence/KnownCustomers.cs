using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Models;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence;

internal sealed class KnownCustomers(IContextFactory contexts, Vault vault) : IKnownCustomers, IMessageHistory
{
    public async Task<KnownCustomer?> FindAsync(Sender sender, string integratedNumber, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var (phone, bsuid) = (sender.PhoneHash, sender.BsuidHash);
        var found = await context.Customers.AsNoTracking()
            .Where(customer => (phone != null && customer.PhoneHash == phone) || (bsuid != null && customer.BsuidHash == bsuid))
            .OrderByDescending(customer => customer.PhoneHash == phone)
            .FirstOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var last = await context.LatestConversationAsync(found.Id, integratedNumber, cancellationToken);
        return new KnownCustomer(
            await vault.OpenAsync(found, cancellationToken),
            last is null ? null : await vault.OpenAsync(last, cancellationToken));
    }

    public async Task<IReadOnlyList<SpokenLine>> ListLastAsync(ConversationId conversation, int count, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var lines = await context.Messages.AsNoTracking()
            .Where(message => message.ConversationId == conversation && message.Content != null)
            .OrderByDescending(message => message.Ordinal)
            .Take(count)
            .ToListAsync(cancellationToken);
        lines.Reverse();
        return [.. (await vault.ShowAsync(lines, cancellationToken)).Select(line => new SpokenLine(line.Author, line.Content!))];
    }
}
