using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.Application.Conversations;

/// <summary>Which conversations: all of what is given must hold.</summary>
public sealed record ConversationFilter
{
    public static readonly IReadOnlyList<ConversationStatus> AllStatuses = [ConversationStatus.Active, ConversationStatus.Escalated, ConversationStatus.Completed];

    /// <summary>One of them; in the order of <see cref="AllStatuses"/>.</summary>
    public IReadOnlyList<ConversationStatus> Statuses { get; init; } = AllStatuses;

    public string? Department { get; init; }

    public Guid? Assignee { get; init; }

    /// <summary>Nobody has it.</summary>
    public bool IsUnassigned { get; init; }

    public string? Language { get; init; }

    public string? Tag { get; init; }

    public bool? IsFlagged { get; init; }

    /// <summary>The last activity is not earlier.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The last activity is earlier.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Whether somebody who waits for a person can be among them.</summary>
    public bool LetsWait => Assignee is null && Statuses.Contains(ConversationStatus.Escalated);

    /// <summary>The same for the same filters, and for no others.</summary>
    public override string ToString() =>
        $"{string.Join(',', Statuses)}\n{Department}\n{Assignee}\n{IsUnassigned}\n{Language}\n{Tag}\n{IsFlagged}\n{From:O}\n{To:O}";
}

/// <summary>In which order.</summary>
public enum ConversationSort
{
    /// <summary>The one that changed last first.</summary>
    Newest,

    /// <summary>The one that changed the longest ago first.</summary>
    Oldest,

    /// <summary>Who has waited the longest for a person first: only what is escalated and nobody has.</summary>
    Waiting,
}
