using WhatsAppSupport.Application.Health;

namespace WhatsAppSupport.Infrastructure.Persistence;

internal sealed class DatabaseHealth(Database database, IDatabaseStart start) : IHealthPart
{
    public string Name => "database";

    public async ValueTask<PartHealth> CheckAsync(CancellationToken cancellationToken)
    {
        if (!start.IsReady)
        {
            return new PartHealth(PartState.Down, "migrations are not applied yet");
        }

        await database.AskAsync().WaitAsync(cancellationToken);
        return PartHealth.Up;
    }
}
