using WhatsAppSupport.Application.Health;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Delivery;

/// <summary>Hands a message to whoever brings it to WhatsApp. Never throws for what the provider does: it says what is known of the outcome.</summary>
public interface IMessageGateway
{
    /// <summary>Whether the provider answers. While it is open nothing is sent: <see cref="SendOutcome.HeldBack"/>.</summary>
    ICircuit Circuit { get; }

    Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken);
}

/// <summary>A message as it leaves: within WhatsApp's limits, with 0, up to 3 (buttons) or up to 10 (list) options; or something to be shown, with the text as its caption.</summary>
/// <param name="Id">Goes along as our own reference (<c>CRQID</c>).</param>
/// <param name="From">Our integrated number, digits.</param>
/// <param name="To">The customer's number, digits; or the business-scoped user id.</param>
public sealed record OutgoingMessage(MessageId Id, string From, string To, string Text, IReadOnlyList<ReplyOption> Options) : Personal
{
    /// <summary>Tells what is shown, where anything is.</summary>
    public MessageType Type { get; init; }

    /// <summary>What is not words, as it is kept (<see cref="MediaText"/>); null for a plain text and for buttons.</summary>
    public string? Media { get; init; }

    /// <summary>What it says, as it was decided.</summary>
    public Reply Said => MediaText.Read(Type, Text, Options, Media);

    /// <summary>False: what it says could not be read from where it was kept. It is not sent.</summary>
    public bool IsReadable { get; init; } = true;

    /// <summary>From then on no byte of it may be written any more: it may be somebody else's to send. Not part of what is sent.</summary>
    public DateTimeOffset MustLeaveBefore { get; init; } = DateTimeOffset.MaxValue;
}

/// <summary>What is known after an attempt to send.</summary>
public abstract record SendOutcome : Personal
{
    private SendOutcome()
    {
    }

    /// <summary>The provider took it; that is not yet a delivery.</summary>
    /// <param name="ProviderIds">Every id that a later report may carry (message uuid, request id), the best one first.</param>
    public sealed record Accepted(IReadOnlyList<string> ProviderIds) : SendOutcome;

    /// <summary>Certainly not sent, and worth another try.</summary>
    /// <param name="RetryAfter">What the provider asked for; null when it did not.</param>
    public sealed record RefusedForNow(string Reason, TimeSpan? RetryAfter) : SendOutcome
    {
        /// <summary>Only this customer is written to too fast (Meta's 131056); others may be written to.</summary>
        public bool ConcernsCustomerOnly { get; init; }
    }

    /// <summary>Certainly not sent: the provider does not answer anybody, or it was too late for this claim, so it was not even tried.</summary>
    public sealed record HeldBack : SendOutcome;

    /// <summary>Certainly not sent, and nothing of this account would be: key revoked, address not allowed, no balance.</summary>
    public sealed record AccountRefused(string Reason) : SendOutcome;

    /// <summary>Certainly not sent, and it never will be.</summary>
    public sealed record Refused(string Reason) : SendOutcome;

    /// <summary>Nobody knows: a time-out, or an answer that does not tell.</summary>
    public sealed record PerhapsSent(string Reason) : SendOutcome;
}
