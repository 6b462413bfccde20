using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Domain.Messages;

/// <summary>Something that the customer can tap. The id comes back when they do.</summary>
/// <param name="Description">What a row of a list tells below its title; null: nothing. Buttons have none.</param>
/// <param name="Section">The heading of the list's section that it stands in; null: none. Buttons have none.</param>
public sealed record ReplyOption(string Id, string Title, string? Description = null, string? Section = null) : Personal;
