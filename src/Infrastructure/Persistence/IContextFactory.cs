using Microsoft.EntityFrameworkCore;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>Pooled contexts of whichever database this process has.</summary>
internal interface IContextFactory
{
    SupportContext Create();
}

internal sealed class ContextFactory<TContext>(IDbContextFactory<TContext> pool) : IContextFactory
    where TContext : SupportContext
{
    public SupportContext Create() => pool.CreateDbContext();
}
