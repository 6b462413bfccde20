using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Delivery;

/// <summary>A message of which nobody knows whether it was sent, and which holds up what comes after it.</summary>
/// <param name="From">Our integrated number, digits.</param>
/// <param name="To">The customer's number, digits; or the business-scoped user id.</param>
/// <param name="ClaimedAt">Names the attempt; nothing of it can have left before.</param>
/// <param name="Since">When it became unknown.</param>
public sealed record UnsettledMessage(MessageId Id, CustomerId Customer, string From, string To, string Text, DateTimeOffset ClaimedAt, DateTimeOffset Since) : Personal
{
    /// <summary>What is not words, as it is kept.</summary>
    public string? Media { get; init; }

    /// <summary>By what a log may know it again: its words, or the address of what it shows without any. Null: a place has neither.</summary>
    public string? Mark => Text.Trim() is { Length: > 0 } words ? words : MediaText.UrlIn(Media);
}
