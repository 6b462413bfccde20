using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Domain.Messages;

/// <summary>What a customer wrote, read from whichever body the provider posted. Texts are clean: no NUL, no lone surrogate.</summary>
public sealed record InboundMessage : Personal
{
    /// <summary>At most this many UTF-16 units of text are kept (WhatsApp's own limit is 4,096 characters).</summary>
    public const int TextMaxLength = 8192;

    /// <summary>The provider's id; null when the body had none, and one is derived from sender, own time, type and content.</summary>
    public string? ProviderMessageId { get; init; }

    /// <summary>Null when only a business-scoped user id is known.</summary>
    public PhoneNumber? From { get; init; }

    /// <summary>Meta's business-scoped user id, such as <c>IN.1234567890</c>.</summary>
    public string? Bsuid { get; init; }

    public string? CustomerName { get; init; }

    /// <summary>Our number that was written to (digits); null in the plain shape.</summary>
    public string? IntegratedNumber { get; init; }

    /// <summary>The provider's own time of the message.</summary>
    public DateTimeOffset? SentAt { get; init; }

    public required MessageType Type { get; init; }

    /// <summary>What was written, the title of what was tapped, or the caption of a medium.</summary>
    public string? Text { get; init; }

    /// <summary>The id of the button or row that was tapped.</summary>
    public string? Payload { get; init; }

    /// <summary>JSON: <c>{"url","caption","filename"}</c> of a medium, <c>{"latitude","longitude",…}</c> of a location, Meta's cards for contacts.</summary>
    public string? Media { get; init; }
}
