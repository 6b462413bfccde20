using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.Infrastructure.Persistence.Errands;

/// <summary>When the flow of a conversation goes on by itself, as it is stored.</summary>
public sealed class FlowTimerRecord
{
    public ConversationId ConversationId { get; set; }

    public long Visit { get; set; }

    public DateTimeOffset DueAt { get; set; }
}

/// <summary>What the flow of a conversation wants done outside of its turn, as it is stored.</summary>
public sealed class FlowErrandRecord
{
    public ConversationId ConversationId { get; set; }

    public long Visit { get; set; }

    /// <summary>The inbox row whose turn has left it.</summary>
    public long RowId { get; set; }

    /// <summary>Whose owner does it.</summary>
    public int Slot { get; set; }

    /// <summary><see cref="Application.Errands.FlowErrand.Line"/>.</summary>
    public int Line { get; set; }

    /// <summary>JSON.</summary>
    public required string Body { get; set; }

    /// <summary>When it may be claimed: at once, or when whoever has it lets go of it.</summary>
    public DateTimeOffset DueAt { get; set; }

    public int Claims { get; set; }

    public int Failures { get; set; }
}
