using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Domain.Messages;

/// <summary>What is to be said, before it is cut to what WhatsApp accepts (WhatsAppShape).</summary>
public sealed record Reply(string Text, IReadOnlyList<ReplyOption> Options) : Personal
{
    public Reply(string text)
        : this(text, [])
    {
    }

    /// <summary>What opens the list. With it, what can be tapped is a list, however short; without it, WhatsAppShape decides.</summary>
    public string? ListButton { get; init; }

    /// <summary>Has the text as its caption, where it can have one.</summary>
    public ReplyMedia? Media { get; init; }

    /// <summary>A place on the map, after the text.</summary>
    public ReplyLocation? Location { get; init; }
}
