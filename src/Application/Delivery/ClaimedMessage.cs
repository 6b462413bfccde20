using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Delivery;

/// <summary>A message that is ours to send. The claim is void when no byte was sent within <see cref="VoidAfter"/>.</summary>
/// <param name="Attempt">1 for the first.</param>
public sealed record ClaimedMessage(OutgoingMessage Message, CustomerId Customer, Author Author, int Attempt, DateTimeOffset ClaimedAt)
{
    public static readonly TimeSpan VoidAfter = TimeSpan.FromSeconds(10);

    public static ClaimedMessage From(Message message) => new(
        new OutgoingMessage(message.Id, message.SenderNumber, message.RecipientNumber, message.Content ?? "", message.Options),
        message.CustomerId,
        message.Author,
        1,
        message.CreatedAt);

    /// <summary>From then on somebody else may have claimed it.</summary>
    public DateTimeOffset VoidAt => ClaimedAt + VoidAfter;

    public bool IsVoidAt(DateTimeOffset now) => now >= VoidAt;
}
