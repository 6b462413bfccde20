using WhatsAppSupport.Application.Errands;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Conversations;

/// <summary>All that one row of a lane changes, committed in one transaction or not at all.</summary>
public sealed record Turn
{
    public required LaneRow Row { get; init; }

    /// <summary>Null: the customer is new.</summary>
    public Customer? CustomerBefore { get; init; }

    public required Customer Customer { get; init; }

    /// <summary>As it was read; null when there was none.</summary>
    public Conversation? ConversationBefore { get; init; }

    /// <summary>The conversation before, when it ended because of its silence.</summary>
    public Conversation? Completed { get; init; }

    public required Conversation Conversation { get; init; }

    public required MessageRate Rate { get; init; }

    /// <summary>In the order of their ordinals.</summary>
    public IReadOnlyList<Message> Messages { get; init; } = [];

    /// <summary>For the metrics: who had the last word.</summary>
    public required string Kind { get; init; }

    /// <summary>Whether the talk of two programs was stopped, and by what it was recognised.</summary>
    public LoopSign Loop { get; init; }

    /// <summary>What a person asked for and this turn does.</summary>
    public IReadOnlyList<AuditEntry> Audit { get; init; } = [];

    /// <summary>When the flow goes on by itself; null: this turn sets nothing, and one that was set stays.</summary>
    public FlowTimer? Timer { get; init; }

    /// <summary>What is to be done outside of the turn; null: nothing, and what was left before stays.</summary>
    public FlowErrand? Errand { get; init; }

    /// <summary>What is kept for agents.</summary>
    public IReadOnlyList<Note> Notes { get; init; } = [];

    /// <summary>How fast the customer writes; what is no message of theirs is not looked at for that.</summary>
    public RateVerdict Verdict { get; init; }

    /// <summary>Its place in a trace, kept with what it says and what it leaves behind; null: it is not traced.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Null: the row is done. Otherwise it is given up, and this is why.</summary>
    public string? DeadBecause { get; init; }

    /// <summary>Something was learned by which the customer can be recognised.</summary>
    public bool IsNewlyIdentified =>
        CustomerBefore is null || CustomerBefore.PhoneHash != Customer.PhoneHash || CustomerBefore.BsuidHash != Customer.BsuidHash;

    /// <summary>The flow goes on with something else than a message: what an earlier visit has left is void.</summary>
    public bool LeavesErrands => Timer is not null || Errand is not null;

    /// <summary>It changes something that hardly any turn does.</summary>
    public bool IsUnusual => LeavesErrands || Notes.Count > 0 || Speaks || IsTagged;

    /// <summary>By other words than before.</summary>
    public bool IsTagged => Conversation.Tags != (IsNewConversation ? null : ConversationBefore!.Tags);

    /// <summary>From now on the customer is spoken to in another language.</summary>
    public bool Speaks => CustomerBefore is not null && CustomerBefore.Language != Customer.Language;

    /// <summary>It answers a message, or would.</summary>
    public bool IsOfMessage => Messages is [{ Direction: Direction.Inbound }, ..];

    public Message? FirstReply => Messages.FirstOrDefault(message => message.Direction == Direction.Outbound);

    /// <summary>Whether the replies may leave at once: a message that comes a day late opens no service window.</summary>
    public bool IsWindowOpen => new ServiceWindow(Customer.LastHeardAt).IsOpenAt(Conversation.UpdatedAt);

    public bool IsNewConversation => ConversationBefore is null || ConversationBefore.Id != Conversation.Id;
}
