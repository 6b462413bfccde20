using WhatsAppSupport.Domain.Access;

namespace WhatsAppSupport.Application.Interventions;

/// <summary>To whom a conversation can be handed.</summary>
public interface IColleagues
{
    /// <summary>Whether active or not; null when there is no such agent.</summary>
    Task<Colleague?> FindAsync(AgentId id, CancellationToken cancellationToken);
}
