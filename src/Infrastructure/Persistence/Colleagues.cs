using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Interventions;
using WhatsAppSupport.Domain.Access;

namespace WhatsAppSupport.Infrastructure.Persistence;

internal sealed class Colleagues(IContextFactory contexts) : IColleagues
{
    public async Task<Colleague?> FindAsync(AgentId id, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        return await context.Agents.AsNoTracking()
            .Where(account => account.Id == id.Value)
            .Select(account => new Colleague(id, account.Name, account.Role, account.IsActive))
            .FirstOrDefaultAsync(cancellationToken);
    }
}
