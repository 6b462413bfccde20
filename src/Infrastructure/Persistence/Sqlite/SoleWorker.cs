using WhatsAppSupport.Application.Workers;

namespace WhatsAppSupport.Infrastructure.Persistence.Sqlite;

/// <summary>The lock file keeps everybody else out: there is nobody to ask.</summary>
internal sealed class SoleWorker : IWorkers
{
    public bool AreSeveral => false;

    public Task<IReadOnlyList<SeenWorker>> BeatAsync(WorkerId me, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SeenWorker>>([new SeenWorker(me, TimeSpan.Zero)]);

    /// <summary>Whoever got the file's lock is alone.</summary>
    public Task<int> CountAsync(CancellationToken cancellationToken) => Task.FromResult(0);

    public Task LeaveAsync(WorkerId me, CancellationToken cancellationToken) => Task.CompletedTask;
}
