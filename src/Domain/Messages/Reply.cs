using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Domain.Messages;

/// <summary>What is to be said, before it is cut to what WhatsApp accepts (WhatsAppShape).</summary>
public sealed record Reply(string Text, IReadOnlyList<ReplyOption> Options) : Personal
{
    public Reply(string text)
        : this(text, [])
    {
    }
}
