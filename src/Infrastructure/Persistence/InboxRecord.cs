using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>A row of the inbox as it is stored.</summary>
public sealed class InboxRecord
{
    /// <summary>What is left of a body that is not kept.</summary>
    public static readonly byte[] NoBody = [];

    /// <summary>A database identity: the order of acceptance.</summary>
    public long Id { get; set; }

    /// <summary>0–1023, from the customer or the reported id: which process handles it. Null for what nobody handles by itself.</summary>
    public int? Slot { get; set; }

    public LookupHash? CustomerHash { get; set; }

    public InboxKind Kind { get; set; }

    public required string IntegratedNumber { get; set; }

    public LookupHash ProviderIdHash { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>The bytes as they came; none of an applied report, and of whoever was erased.</summary>
    public required byte[] Body { get; set; }

    public InboxState State { get; set; }

    /// <summary>How often it threw for its own reasons.</summary>
    public int Attempts { get; set; }

    /// <summary>How often a process began with it.</summary>
    public int Recoveries { get; set; }

    /// <summary>When a report is due: at its arrival, later when it found no message. Null for everything else.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    public string? Error { get; set; }

    /// <summary>The place in a trace of what has stored it; null: that was not traced.</summary>
    public string? TraceParent { get; set; }
}

/// <summary>An id that the provider gave to an attempt to send: reports find their message by it.</summary>
public sealed class ProviderReference
{
    public LookupHash Hash { get; set; }

    public Guid MessageId { get; set; }
}

/// <summary>Something that is made once and kept, such as the look-up key.</summary>
public sealed class StoredSecret
{
    public required string Name { get; set; }

    public required byte[] Value { get; set; }
}
