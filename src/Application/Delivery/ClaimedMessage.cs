using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Delivery;

/// <summary>
/// A message that is ours to send. The claim is void when no byte was sent within <see cref="VoidAfter"/>, or before the service window closed:
/// a claim may take its time, and WhatsApp counts by the moment of the send.
/// </summary>
/// <param name="Attempt">1 for the first.</param>
/// <param name="WindowClosesAt">As it was known at the claim; whoever claims anew looks anew.</param>
public sealed record ClaimedMessage(
    OutgoingMessage Message, CustomerId Customer, Author Author, int Attempt, DateTimeOffset ClaimedAt, DateTimeOffset WindowClosesAt) : Personal
{
    /// <summary>The place in a trace of the turn that said it; null: that was not traced.</summary>
    public string? TraceParent { get; init; }

    /// <summary>When the customer's message was accepted to which this is the first reply; null for every other message.</summary>
    public DateTimeOffset? AnswersFrom { get; init; }

    public static readonly TimeSpan VoidAfter = TimeSpan.FromSeconds(10);

    public static ClaimedMessage From(Message message, ServiceWindow window) => new(
        new OutgoingMessage(message.Id, message.SenderNumber, message.RecipientNumber, message.Content ?? "", message.Options)
        {
            Type = message.Type,
            Media = message.Media,
        },
        message.CustomerId,
        message.Author,
        1,
        message.CreatedAt,
        window.ClosesAt ?? message.CreatedAt);

    /// <summary>From then on somebody else may have claimed it, or nobody may send it.</summary>
    public DateTimeOffset VoidAt => ClaimedAt + VoidAfter < WindowClosesAt ? ClaimedAt + VoidAfter : WindowClosesAt;

    public bool IsVoidAt(DateTimeOffset now) => now >= VoidAt;
}
