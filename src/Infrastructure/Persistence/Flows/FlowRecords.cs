using WhatsAppSupport.Domain.Access;

namespace WhatsAppSupport.Infrastructure.Persistence.Flows;

/// <summary>A text of a file, once, in however many sets it is.</summary>
public sealed class FlowTextRecord
{
    /// <summary>SHA-256 of the text.</summary>
    public required byte[] Hash { get; set; }

    public required string Text { get; set; }
}

/// <summary>A content of all files together, which is never changed.</summary>
public sealed class FlowSetRecord
{
    public long Id { get; set; }

    /// <summary>SHA-256 over names and texts, in the order of the names.</summary>
    public required byte[] Hash { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

public sealed class FlowSetFileRecord
{
    public long SetId { get; set; }

    public required string Name { get; set; }

    public required byte[] TextHash { get; set; }

    /// <summary>Null for a file that is no flow.</summary>
    public string? FlowId { get; set; }

    /// <summary>As the program counted it that kept the set: conversations stand in it by this name.</summary>
    public string? Version { get; set; }
}

public sealed class PublicationRecord
{
    /// <summary>Counted up by whoever decides: of two with the same number one is stored.</summary>
    public long Id { get; set; }

    /// <summary>Null: the files beside each process.</summary>
    public long? SetId { get; set; }

    public DateTimeOffset PublishedAt { get; set; }

    public ActorKind ByKind { get; set; }

    public Guid ById { get; set; }

    /// <summary>As they were called then.</summary>
    public required string ByName { get; set; }

    public required string Reason { get; set; }
}
