using System.Text.Json.Serialization;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Search;

/// <summary>A message in which all the words occur, and where it belongs.</summary>
public sealed record FoundMessage : Personal
{
    /// <summary>Where it stands among all messages; pages go by it.</summary>
    [JsonIgnore]
    public long Place { get; init; }

    public required Guid Conversation { get; init; }

    public required Guid Customer { get; init; }

    public string? CustomerName { get; init; }

    public required MessageView Message { get; init; }
}
