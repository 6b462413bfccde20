namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>What must be done to the database before anything is served.</summary>
public interface IDatabaseStart
{
    bool IsReady { get; }

    /// <summary>Applies the migrations; throws when the database does not answer or cannot be brought up to this version.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
