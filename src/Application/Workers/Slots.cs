using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Workers;

/// <summary>
/// Which customers this process handles. An overlap with another process is harmless, because every commit is conditional; slots
/// only keep two processes from doing the same work.
/// </summary>
public sealed class Slots(IWorkers workers, TimeProvider clock)
{
    /// <summary>Who was not seen for so long is held to be dead.</summary>
    public static readonly TimeSpan SeenWithin = TimeSpan.FromSeconds(4);

    /// <summary>After an outage of the database nobody has been seen for long: everybody gets this much to be seen again.</summary>
    private static readonly TimeSpan GraceAfterOutage = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly HashSet<int> gained = workers.AreSeveral ? [] : [.. Enumerable.Range(0, LookupHash.Slots)];
    private volatile Shares shares = Shares.None;
    private volatile bool isReleased;
    private TimeSpan lenientFor;

    public WorkerId Me { get; } = WorkerId.New(clock.GetUtcNow());

    /// <summary>How many processes share the work, this one included.</summary>
    public int Workers => Math.Max(1, shares.Live.Count);

    /// <summary>Those of this process; null means all, without having to be asked for.</summary>
    public IReadOnlyList<int>? Owned => isReleased ? [] : !workers.AreSeveral ? null : !IsSeen ? [] : shares.OwnsAll ? null : shares.Mine;

    public int Count => Owned?.Count ?? LookupHash.Slots;

    /// <summary>What is to be done once, and not once in each process, is done by whoever owns the first slot.</summary>
    public bool HasHouseDuty => Owns(0);

    /// <summary>A process that the database has not heard of for too long (frozen, cut off) owns nothing until it is heard again.</summary>
    private bool IsSeen => clock.GetElapsedTime(shares.BeatAt) < SeenWithin;

    public bool Owns(LookupHash customer) => Owns(customer.Slot);

    public bool Owns(int slot) => !isReleased && (!workers.AreSeveral || (shares.OwnerOf(slot) == Me && IsSeen));

    /// <summary>Who handles that customer; null when nobody is known.</summary>
    public WorkerId? OwnerOf(LookupHash customer) => shares.OwnerOf(customer.Slot);

    /// <summary>Slots that have come to this process since it was asked last: what is pending there may have killed somebody.</summary>
    internal IReadOnlyList<int> TakeGained()
    {
        lock (gate)
        {
            int[] taken = [.. gained];
            gained.Clear();
            return taken;
        }
    }

    internal void GiveBackGained(IEnumerable<int> slots)
    {
        lock (gate)
        {
            gained.UnionWith(slots);
        }
    }

    /// <param name="seen">Everybody who lives.</param>
    /// <param name="beatAt">The timestamp from before the database was asked.</param>
    /// <returns>Whether anything has moved.</returns>
    internal bool Update(IEnumerable<WorkerId> seen, long beatAt)
    {
        lock (gate)
        {
            var before = shares;
            var away = clock.GetElapsedTime(before.BeatAt, beatAt);
            lenientFor = before != Shares.None && away >= SeenWithin ? GraceAfterOutage : lenientFor - away;
            var live = seen.ToHashSet();
            if (lenientFor > TimeSpan.Zero)
            {
                live.UnionWith(before.Live);
            }

            if (live.SetEquals(before.Live))
            {
                shares = before.SeenAgain(beatAt);
                return false;
            }

            shares = Shares.Between(live, Me, beatAt);
            gained.UnionWith(shares.Mine.Where(slot => before.OwnerOf(slot) != Me));
            gained.IntersectWith(shares.Mine);
            return true;
        }
    }

    /// <summary>Takes nothing more; what has begun is finished.</summary>
    internal void Release() => isReleased = true;

    private sealed class Shares(IReadOnlySet<WorkerId> live, WorkerId?[] owners, int[] mine, long beatAt)
    {
        public static readonly Shares None = new(new HashSet<WorkerId>(), new WorkerId?[LookupHash.Slots], [], 0);

        public IReadOnlySet<WorkerId> Live => live;

        public int[] Mine => mine;

        public long BeatAt => beatAt;

        public bool OwnsAll => mine.Length == LookupHash.Slots;

        public WorkerId? OwnerOf(int slot) => owners[slot];

        public Shares SeenAgain(long at) => new(live, owners, mine, at);

        public static Shares Between(IReadOnlySet<WorkerId> live, WorkerId me, long beatAt)
        {
            var owners = new WorkerId?[LookupHash.Slots];
            for (var slot = 0; slot < owners.Length; slot++)
            {
                owners[slot] = Rendezvous.OwnerOf(slot, [.. live]);
            }

            return new Shares(live, owners, [.. Enumerable.Range(0, owners.Length).Where(slot => owners[slot] == me)], beatAt);
        }
    }
}
