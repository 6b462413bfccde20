using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Domain.Conversations;

/// <summary>
/// What is said between one customer and one of our numbers until it is settled. An immutable record: each verb returns
/// the next state, and whoever stores it does so only where <see cref="Version"/> is still the one that was read.
/// </summary>
public sealed partial record Conversation
{
    /// <summary>After this silence the place in a flow is forgotten; where the flow goes on by itself, so long after it should have.</summary>
    public static readonly TimeSpan FlowForgottenAfter = TimeSpan.FromHours(1);

    /// <summary>After this silence the conversation is completed.</summary>
    public static readonly TimeSpan CompletedAfter = TimeSpan.FromHours(24);

    public required ConversationId Id { get; init; }

    public required CustomerId CustomerId { get; init; }

    /// <summary>The number of ours that was written to, and that we answer from.</summary>
    public required string IntegratedNumber { get; init; }

    /// <summary>What a language model's provider may know this conversation by; says nothing about the customer.</summary>
    public required string SessionId { get; init; }

    public ConversationStatus Status { get; init; }

    public FlowPosition? Flow { get; init; }

    /// <summary>The flow that spoke last: what the conversation is about.</summary>
    public string? Topic { get; init; }

    public required string Language { get; init; }

    public string? Department { get; init; }

    /// <summary>The person who has it, by name.</summary>
    public string? Assignee { get; init; }

    /// <summary>Their id; null where an older version of this program kept the name only.</summary>
    public Guid? AssigneeId { get; init; }

    /// <summary>Since when they have it.</summary>
    public DateTimeOffset? AssignedAt { get; init; }

    /// <summary>Raised whenever it changes hands, and when a person resolves it: no bot message of an older epoch is claimed for sending.</summary>
    public long OwnershipEpoch { get; init; }

    public string? EscalationReason { get; init; }

    public DateTimeOffset? EscalatedAt { get; init; }

    /// <summary>Somebody should look at it, though the bot may go on.</summary>
    public bool IsFlagged { get; init; }

    /// <summary>Whether another program talks to us; null before the first answer.</summary>
    public LoopWatch? Loop { get; init; }

    /// <summary>When a person first wrote in it.</summary>
    public DateTimeOffset? FirstResponseAt { get; init; }

    /// <summary>Seconds that the customer waited for that: since a person was asked for, else since one took over.</summary>
    public long? FirstResponseTime { get; init; }

    /// <summary>Seconds from the beginning to the end.</summary>
    public long? ResolutionTime { get; init; }

    /// <summary>1 to 5, as the customer rated it.</summary>
    public int? SatisfactionScore { get; init; }

    /// <summary>See <see cref="ConversationTags"/>.</summary>
    public string? Tags { get; init; }

    /// <summary>Raised by every change. It goes on from a customer's last conversation to the next one, so that a cache can tell which is newer.</summary>
    public required long Version { get; init; }

    /// <summary>The number that the next message gets.</summary>
    public int NextOrdinal { get; init; } = 1;

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public static Conversation Begin(Customer customer, string integratedNumber, long afterVersion, DateTimeOffset now)
    {
        var id = ConversationId.New(now);
        return new Conversation
        {
            Id = id,
            CustomerId = customer.Id,
            IntegratedNumber = integratedNumber,
            SessionId = id.Value.ToString("N"),
            Language = customer.Language,
            Version = afterVersion + 1,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    public bool IsWithPerson => Status == ConversationStatus.Escalated;

    public bool IsOverAt(DateTimeOffset now) => Status == ConversationStatus.Completed || now - UpdatedAt >= CompletedAfter;

    /// <summary>What time alone has changed: after an hour's silence the place in a flow is forgotten, but not while it waits for a time that is still to come.</summary>
    public Conversation At(DateTimeOffset now) =>
        Flow is { } flow && now - UpdatedAt >= FlowForgottenAfter && !(now - flow.GoesOnAt() < FlowForgottenAfter) ? this with { Flow = null } : this;

    /// <summary>One turn has passed: everything that it wrote is numbered, and the version is higher.</summary>
    public Conversation Turned(FlowPosition? flow, string? topic, int messages, DateTimeOffset now) => this with
    {
        Flow = flow,
        Topic = topic,
        NextOrdinal = NextOrdinal + messages,
        Version = Version + 1,
        UpdatedAt = now,
    };

    /// <summary>
    /// Asks for a person; from then on the bot is silent. What the bot has said before still leaves: the ownership epoch is raised
    /// only when somebody takes over. Nothing changes where a person was asked for already.
    /// </summary>
    public Conversation Escalate(string department, string reason, DateTimeOffset now) => IsWithPerson ? this : this with
    {
        Status = ConversationStatus.Escalated,
        Department = department,
        EscalationReason = reason,
        EscalatedAt = now,
        Flow = null,
    };

    /// <summary>
    /// Another program answers us. A person is asked for without a word to the other side, and what the bot has said but not sent yet is
    /// withdrawn by raising the ownership epoch: each word would be answered.
    /// </summary>
    public Conversation StopLoop(string department, DateTimeOffset now) => IsWithPerson ? this : Escalate(department, LoopWatch.Reason, now) with
    {
        IsFlagged = true,
        Loop = (Loop ?? LoopWatch.Begun).Stopped(),
        OwnershipEpoch = OwnershipEpoch + 1,
    };

    /// <summary>It waits for a person because two programs talked to each other.</summary>
    public bool IsStoppedLoop => IsWithPerson && EscalationReason == LoopWatch.Reason;

    /// <summary>Whether nobody has come since it was escalated in <paramref name="epoch"/>.</summary>
    public bool StillWaitsForPersonSince(long epoch) => IsWithPerson && Assignee is null && OwnershipEpoch == epoch;

    /// <summary>Whether it may be said now: once a person has taken over, what the bot wrote may not.</summary>
    public bool LetsSay(Message message) => Assignee is null || message.Author == Author.Agent;

    /// <summary>The bot has it again.</summary>
    public Conversation ReturnToBot() => !IsWithPerson ? this : this with
    {
        Status = ConversationStatus.Active,
        Department = null,
        Assignee = null,
        AssigneeId = null,
        AssignedAt = null,
        EscalationReason = null,
        EscalatedAt = null,
        OwnershipEpoch = OwnershipEpoch + 1,
    };

    public Conversation Flagged() => this with { IsFlagged = true };

    public Conversation Complete(DateTimeOffset now) => Status == ConversationStatus.Completed ? this : this with
    {
        Status = ConversationStatus.Completed,
        Flow = null,
        ResolutionTime = (long)(now - CreatedAt).TotalSeconds,
        Version = Version + 1,
        CompletedAt = now,
        UpdatedAt = now,
    };

    /// <summary>The id only: a record would print why a person was asked for.</summary>
    public override string ToString() => Id.ToString();
}
