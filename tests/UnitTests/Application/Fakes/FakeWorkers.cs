using WhatsAppSupport.Application.Workers;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

/// <summary>The database's list of processes; a test says who else is there, and when nobody can be asked.</summary>
internal sealed class FakeWorkers : IWorkers
{
    public bool AreSeveral { get; init; } = true;

    public List<SeenWorker> Others { get; } = [];

    public bool IsAway { get; set; }

    public int Beats { get; private set; }

    public List<WorkerId> Left { get; } = [];

    public Task<IReadOnlyList<SeenWorker>> BeatAsync(WorkerId me, CancellationToken cancellationToken)
    {
        if (IsAway)
        {
            throw new TimeoutException("The database is away.");
        }

        Beats++;
        return Task.FromResult<IReadOnlyList<SeenWorker>>([new SeenWorker(me, TimeSpan.Zero), .. Others]);
    }

    public Task<int> CountAsync(CancellationToken cancellationToken) => Task.FromResult(Others.Count);

    public Task LeaveAsync(WorkerId me, CancellationToken cancellationToken)
    {
        Left.Add(me);
        return Task.CompletedTask;
    }
}

/// <summary>Keeps who was woken.</summary>
internal sealed class FakeWakes : IWakes
{
    public List<(WorkerId Owner, LookupHash Customer)> All { get; } = [];

    public void Wake(WorkerId owner, LookupHash customer) => All.Add((owner, customer));
}
