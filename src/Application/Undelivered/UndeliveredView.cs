using System.Text.Json.Serialization;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Undelivered;

/// <summary>A message that did not arrive, as an agent sees it.</summary>
public sealed record UndeliveredView : Personal
{
    /// <summary>Where it stands among all messages; pages go by it.</summary>
    [JsonIgnore]
    public long Place { get; init; }

    public required Guid Conversation { get; init; }

    public required Guid Customer { get; init; }

    /// <summary>Requests to the provider that were made for it.</summary>
    public required int Attempts { get; init; }

    /// <summary>True: evidence of what became of it is still waited for, and it cannot be sent anew yet.</summary>
    public required bool IsUndecided { get; init; }

    /// <summary>The message that repeats its words; null when nobody has sent it anew.</summary>
    public Guid? ResentAs { get; init; }

    /// <summary>With its status, its reason and its author.</summary>
    public required MessageView Message { get; init; }
}
