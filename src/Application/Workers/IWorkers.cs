namespace WhatsAppSupport.Application.Workers;

/// <summary>The processes that share this database, as the database's own clock sees them.</summary>
public interface IWorkers
{
    /// <summary>False: nobody else can be there (SQLite belongs to one process), and nothing has to be asked.</summary>
    bool AreSeveral { get; }

    /// <summary>Says that <paramref name="me"/> lives.</summary>
    /// <returns>Everybody who was seen within <see cref="Slots.SeenWithin"/>, ourselves included.</returns>
    Task<IReadOnlyList<SeenWorker>> BeatAsync(WorkerId me, CancellationToken cancellationToken);

    /// <summary>How many were seen within <see cref="Slots.SeenWithin"/>, for whoever is none of them.</summary>
    Task<int> CountAsync(CancellationToken cancellationToken);

    /// <summary>We take no more: the others need not wait until we are missed.</summary>
    Task LeaveAsync(WorkerId me, CancellationToken cancellationToken);
}

/// <param name="Ago">How long ago it said that it lives.</param>
public readonly record struct SeenWorker(WorkerId Id, TimeSpan Ago);
