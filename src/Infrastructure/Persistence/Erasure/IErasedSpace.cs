namespace WhatsAppSupport.Infrastructure.Persistence.Erasure;

/// <summary>Where removed rows stay until they are overwritten, which each database does in its own way and its own time.</summary>
internal interface IErasedSpace
{
    Task OverwriteAsync(CancellationToken cancellationToken);
}
