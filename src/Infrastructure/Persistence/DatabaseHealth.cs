using WhatsAppSupport.Application.Health;

namespace WhatsAppSupport.Infrastructure.Persistence;

internal sealed class DatabaseHealth(IContextFactory contexts, IDatabaseStart start) : IHealthPart
{
    public string Name => "database";

    public async ValueTask<PartHealth> CheckAsync(CancellationToken cancellationToken)
    {
        if (!start.IsReady)
        {
            return new PartHealth(PartState.Down, "migrations are not applied yet");
        }

        await using var context = contexts.Create();
        return await context.Database.CanConnectAsync(cancellationToken) ? PartHealth.Up : new PartHealth(PartState.Down, "no connection");
    }
}
