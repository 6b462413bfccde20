using WhatsAppSupport.Application.Health;

namespace WhatsAppSupport.Infrastructure.Sessions;

internal sealed class SessionStorePart(ISessionStoreHealth store) : IHealthPart
{
    public string Name => "sessions";

    public async ValueTask<PartHealth> CheckAsync(CancellationToken cancellationToken) => await store.AnswersAsync(cancellationToken)
        ? new PartHealth(PartState.Up, store.Kind)
        : new PartHealth(PartState.Degraded, $"{store.Kind} does not answer: sessions come from the database");
}
