using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Domain.Conversations;

/// <summary>
/// What people do in a conversation. Where somebody else has it they are told who; where everything is so already it stays the same object,
/// and there is nothing to store.
/// </summary>
public sealed partial record Conversation
{
    public const int DepartmentMaxLength = 100;

    /// <summary>
    /// They have it from now on, whether anybody was asked for or not: the fence, behind which no bot message of an older epoch is claimed.
    /// Nobody takes it out of somebody else's hands by this, whatever they may do.
    /// </summary>
    public Result<Conversation> TakeOver(Actor by, DateTimeOffset now) =>
        IsOverAt(now) ? new ConversationCompleted(Id)
        : Assignee is null ? HandTo(by.Id, by.Name, Department, now)
        : IsHeldBy(by.Id, by.Name) ? this
        : Taken();

    /// <summary>
    /// It is handed to somebody: by who has it, or by who may do so with anybody's. Out of the bot's hands it is the same fence as a take-over.
    /// </summary>
    /// <param name="to">Of an agent who may answer in it.</param>
    /// <param name="department">Null: it stays where it is.</param>
    public Result<Conversation> Assign(Actor by, AgentId to, string name, string? department, DateTimeOffset now)
    {
        if (IsOverAt(now))
        {
            return new ConversationCompleted(Id);
        }

        if (!MayActFor(by))
        {
            return Assignee is null ? new AssigningNotAllowed(Id) : Taken();
        }

        if (!IsHeldBy(to.Value, name))
        {
            return HandTo(to.Value, name, department ?? Department, now);
        }

        return department is null || department == Department ? this : this with { Department = department, Version = Version + 1 };
    }

    /// <summary>Whether they may give it back: it is theirs, or they may act for whoever has it.</summary>
    public Result CanBeGivenBack(Actor by, DateTimeOffset now) =>
        IsOverAt(now) ? new ConversationCompleted(Id)
        : Assignee is null ? new ConversationNotTaken(Id)
        : !MayActFor(by) ? Taken()
        : Result.Success;

    /// <summary>Whether who took it over in <paramref name="epoch"/> still has it.</summary>
    public bool IsTakenSince(long epoch) => IsWithPerson && Assignee is not null && OwnershipEpoch == epoch;

    /// <summary>
    /// What it was about is settled: it is over, and the customer's next message begins a new one. What the bot had still to say is not said any
    /// more. What nobody has may be resolved by anybody who may step in.
    /// </summary>
    public Result<Conversation> Resolve(Actor by, DateTimeOffset now) =>
        Status == ConversationStatus.Completed ? this
        : Assignee is not null && !MayActFor(by) ? Taken()
        : Complete(now) with { OwnershipEpoch = OwnershipEpoch + 1 };

    /// <summary>Somebody should look at it, or nobody need any more. Nothing was said, so that its silence goes on.</summary>
    public Conversation Flag(bool isFlagged) => IsFlagged == isFlagged ? this : this with { IsFlagged = isFlagged, Version = Version + 1 };

    /// <summary>Whether they may write to the customer in it now: only who has it speaks for us, and only while WhatsApp takes it.</summary>
    public Result CanBeAnswered(Actor by, Customer customer, DateTimeOffset now)
    {
        var window = new ServiceWindow(customer.LastHeardAt);
        return IsOverAt(now) ? new ConversationCompleted(Id)
            : Assignee is null ? new ConversationNotTaken(Id)
            : !IsHeldBy(by.Id, by.Name) ? Taken()
            : !customer.IsActive ? new CustomerInactive(Id)
            : customer.OptedOutAt is not null ? new CustomerOptedOut(Id)
            : !window.IsOpenAt(now) ? new ServiceWindowClosed(Id, window.ClosesAt)
            : Result.Success;
    }

    /// <summary>Whether they may have something said in it that was written before: in somebody else's conversation only who may act for them.</summary>
    public Result MayHaveSaid(Actor by) => Assignee is null || MayActFor(by) ? Result.Success : Taken();

    /// <summary>Who has it has written so many messages. The first time tells how long the customer has waited for a person.</summary>
    public Conversation Answered(int messages, DateTimeOffset now) => this with
    {
        NextOrdinal = NextOrdinal + messages,
        FirstResponseAt = FirstResponseAt ?? now,
        FirstResponseTime = FirstResponseTime ?? SecondsSince(EscalatedAt ?? AssignedAt ?? now, now),
        Version = Version + 1,
        UpdatedAt = now,
    };

    /// <summary>By the id; by the name only where an older version of this program has kept nothing else.</summary>
    private bool IsHeldBy(Guid id, string name) => Assignee is not null && (AssigneeId is { } holder ? holder == id : Assignee == name);

    private bool MayActFor(Actor by) => by.May(Permission.ConversationsAssign) || IsHeldBy(by.Id, by.Name);

    private ConversationTaken Taken() => new(Id, Assignee!, AssigneeId, AssignedAt ?? UpdatedAt);

    private Conversation HandTo(Guid id, string name, string? department, DateTimeOffset now) => this with
    {
        Status = ConversationStatus.Escalated,
        Department = department,
        Assignee = name,
        AssigneeId = id,
        AssignedAt = now,
        EscalatedAt = EscalatedAt ?? now,
        Flow = null,
        OwnershipEpoch = OwnershipEpoch + 1,
        Version = Version + 1,
        UpdatedAt = now,
    };

    /// <summary>Not less than nothing, where two clocks differ.</summary>
    private static long SecondsSince(DateTimeOffset then, DateTimeOffset now) => Math.Max(0, (long)(now - then).TotalSeconds);
}
