using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Messaging;

/// <summary>What one command changes, committed whole or not at all.</summary>
public interface IUnitOfWork
{
    /// <summary>Refused when somebody else changed the same things meanwhile; then nothing was stored.</summary>
    Task<Result> CommitAsync(CancellationToken cancellationToken);
}
