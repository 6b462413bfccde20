namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>What must be done to the database before anything is served.</summary>
public interface IDatabaseStart
{
    bool IsReady { get; }

    /// <summary>Applies the migrations; throws when the database does not answer or cannot be brought up to this version.</summary>
    /// <returns>Those that were applied now, in their order.</returns>
    Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken);

    /// <summary>Opens a database beside the program that serves it: nothing is changed, and nobody is kept out.</summary>
    /// <exception cref="DatabaseOutdatedException">It is not there, or not up to this version.</exception>
    Task OpenBesideAsync(CancellationToken cancellationToken);
}

/// <summary>The program must bring the database up to this version first.</summary>
public sealed class DatabaseOutdatedException() : Exception("The database is not there, or not up to this version: start the program once first, or type -- db migrate.");
