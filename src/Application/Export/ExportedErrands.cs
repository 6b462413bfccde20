using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Export;

/// <summary>When the flow of a conversation goes on by itself.</summary>
public sealed record ExportedFlowTimer : Personal
{
    public required Guid ConversationId { get; init; }

    public required long Visit { get; init; }

    public required DateTimeOffset DueAt { get; init; }
}

/// <summary>What the flow of a conversation wants done outside of its turn.</summary>
public sealed record ExportedFlowErrand : Personal
{
    public required Guid ConversationId { get; init; }

    public required long Visit { get; init; }

    /// <summary>The row of the inbox whose turn has left it.</summary>
    public required long RowId { get; init; }

    /// <summary>JSON: the request, or the question to a language model.</summary>
    public required string Body { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public required int Claims { get; init; }

    public required int Failures { get; init; }
}
