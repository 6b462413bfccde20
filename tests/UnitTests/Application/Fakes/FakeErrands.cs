using System.Collections.Concurrent;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Errands;
using WhatsAppSupport.Application.FlowCalls;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Flows.Calls;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

/// <summary>Errands and timers in memory, with the rules of the real ones: due until claimed, claimed until a moment, answered once.</summary>
internal sealed class FakeErrands(TimeProvider clock) : IErrands, IFlowTimers
{
    private readonly Lock gate = new();
    private readonly List<Kept> kept = [];

    /// <summary>Thrown by the next answer that is stored, once each.</summary>
    public ConcurrentQueue<Exception> Outages { get; } = new();

    public ConcurrentQueue<(ConversationId Conversation, FlowAnswer Answer)> Answers { get; } = new();

    public ConcurrentQueue<(bool Counts, DateTimeOffset Until)> PutBack { get; } = new();

    public ConcurrentQueue<FiredTimers> Due { get; } = new();

    /// <summary>When each claim that there is runs out.</summary>
    public IReadOnlyList<DateTimeOffset> DueAt
    {
        get
        {
            lock (gate)
            {
                return [.. kept.Select(one => one.DueAt)];
            }
        }
    }

    public ConversationId Add(FlowErrand errand) => Add(ConversationId.New(clock.GetUtcNow()), errand);

    /// <summary>That of a later visit takes the place of what was there.</summary>
    public ConversationId Add(ConversationId conversation, FlowErrand errand)
    {
        lock (gate)
        {
            kept.RemoveAll(one => one.Conversation == conversation);
            kept.Add(new Kept(conversation, errand) { DueAt = clock.GetUtcNow() });
            return conversation;
        }
    }

    public Task<IReadOnlyList<DueErrand>> ListDueAsync(IReadOnlyList<int>? slots, IReadOnlyCollection<int> besides, int limit, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<DueErrand>>(
            [
                .. kept.Where(one => one.DueAt <= clock.GetUtcNow() && !besides.Contains(one.Errand.Line)).OrderBy(one => one.DueAt).Take(limit)
                    .Select(one => new DueErrand(one.Conversation, one.Errand.Visit, one.Errand.Line, one.DueAt)),
            ]);
        }
    }

    public Task<ClaimedErrand?> ClaimAsync(DueErrand errand, DateTimeOffset until, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (kept.Find(one => one.Is(errand.Conversation, errand.Visit) && one.DueAt == errand.DueAt) is not { } found)
            {
                return Task.FromResult<ClaimedErrand?>(null);
            }

            (found.DueAt, found.Claims) = (until, found.Claims + 1);
            return Task.FromResult<ClaimedErrand?>(new ClaimedErrand
            {
                Conversation = found.Conversation,
                Visit = found.Errand.Visit,
                Errand = found.Errand,
                Row = 7,
                Claims = found.Claims,
                Failures = found.Failures,
                SessionId = "session",
                Language = "hi",
            });
        }
    }

    public Task KeepAsync(ClaimedErrand errand, DateTimeOffset until, CancellationToken cancellationToken) => Change(errand, one => one.DueAt = until);

    public Task PutBackAsync(ClaimedErrand errand, DateTimeOffset until, bool counts, CancellationToken cancellationToken)
    {
        PutBack.Enqueue((counts, until));
        return Change(errand, one => (one.DueAt, one.Claims, one.Failures) = (until, counts ? one.Claims : one.Claims - 1, counts ? one.Failures + 1 : one.Failures));
    }

    public Task<LookupHash?> FinishAsync(ClaimedErrand errand, FlowAnswer answer, CancellationToken cancellationToken)
    {
        if (Outages.TryDequeue(out var outage))
        {
            throw outage;
        }

        lock (gate)
        {
            if (kept.RemoveAll(one => one.Is(errand.Conversation, errand.Visit)) == 0)
            {
                return Task.FromResult<LookupHash?>(null);
            }
        }

        Answers.Enqueue((errand.Conversation, answer));
        return Task.FromResult<LookupHash?>(Domain.Known.PhoneHash);
    }

    public Task<FiredTimers> FireDueAsync(int limit, CancellationToken cancellationToken) =>
        Task.FromResult(Due.TryDequeue(out var fired) ? fired : new FiredTimers(0, []));

    private Task Change(ClaimedErrand errand, Action<Kept> change)
    {
        lock (gate)
        {
            kept.Where(one => one.Is(errand.Conversation, errand.Visit)).ToList().ForEach(change);
        }

        return Task.CompletedTask;
    }

    private sealed class Kept(ConversationId conversation, FlowErrand errand)
    {
        public ConversationId Conversation { get; } = conversation;

        public FlowErrand Errand { get; } = errand;

        public bool Is(ConversationId other, long visit) => Conversation == other && Errand.Visit == visit;

        public DateTimeOffset DueAt { get; set; }

        public int Claims { get; set; }

        public int Failures { get; set; }
    }
}

/// <summary>Answers what it is told to; each host waits until a test lets it.</summary>
internal sealed class FakeApiCalls : IApiCalls
{
    public ConcurrentQueue<(string Url, string Key)> Sent { get; } = new();

    /// <summary>Asked for each call.</summary>
    public Func<HttpCall, CancellationToken, Task<FlowAnswer>> Answer { get; set; } = (_, _) => Task.FromResult<FlowAnswer>(new FlowAnswer.Succeeded(200, "{}"));

    public Task<FlowAnswer> SendAsync(HttpCall call, string idempotencyKey, CancellationToken cancellationToken)
    {
        Sent.Enqueue((call.Url, idempotencyKey));
        return Answer(call, cancellationToken);
    }
}

/// <summary>A flow that waits in one visit, and then performs what it is told to.</summary>
internal sealed class FakeContinuation(long visit, params FlowEffect[] effects) : IFlowContinuation
{
    public List<FlowInput> Inputs { get; } = [];

    public Task<bool> GoOnAsync(TurnDraft draft, FlowInput input, CancellationToken cancellationToken)
    {
        Inputs.Add(input);
        var waits = input is FlowInput.TimeUp(var time) ? time == visit : input is FlowInput.Answered(var asked, _) && asked == visit;
        if (waits)
        {
            Array.ForEach(effects, draft.Perform);
        }

        return Task.FromResult(waits);
    }
}
