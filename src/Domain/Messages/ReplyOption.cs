using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Domain.Messages;

/// <summary>Something that the customer can tap. The id comes back when they do.</summary>
public sealed record ReplyOption(string Id, string Title) : Personal;
