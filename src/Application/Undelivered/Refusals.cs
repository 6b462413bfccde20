using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Undelivered;

/// <summary>There is no such message.</summary>
public sealed record MessageNotFound(MessageId Id) : NotFoundError("message_not_found", $"There is no message {Id}.");

/// <summary>It is the customer's, or on its way, or it has arrived.</summary>
public sealed record MessageNotResendable(MessageId Id, DeliveryStatus Status) : ConflictError(
    "message_not_resendable",
    $"Message {Id} is {Status.ToString().ToLowerInvariant()}: only a message of ours that is failed, unknown or cancelled can be sent anew.");

/// <summary>Nobody knows yet whether it arrived: sending it now might be sending it twice.</summary>
public sealed record MessageUndecided(MessageId Id) : ConflictError(
    "message_undecided",
    $"What became of message {Id} is still being looked for. Ask again once SEND_UNKNOWN_AFTER has passed.");

/// <summary>WhatsApp would refuse it, now and until the customer writes.</summary>
public sealed record WindowIsClosed(MessageId Id) : ConflictError(
    "service_window_closed",
    $"Message {Id} cannot be sent: its customer has not written for 24 hours. Wait until they write and ask again; until then WhatsApp takes nothing but an approved template.");

/// <summary>The customer wants to hear nothing from us.</summary>
public sealed record CustomerHasOptedOut(MessageId Id) : ConflictError(
    "customer_opted_out",
    $"Message {Id} is not sent: its customer has opted out. It can be sent once they have opted in again.");

/// <summary>Such a customer is heard and never answered.</summary>
public sealed record CustomerIsInactive(MessageId Id) : ConflictError(
    "customer_inactive",
    $"Message {Id} is not sent: its customer is not active, and is never answered. It can be sent once they are active again.");

/// <summary>The fence: while a person speaks for us, the bot says nothing.</summary>
public sealed record ConversationIsWithPerson(MessageId Id) : ConflictError(
    "conversation_with_person",
    $"Message {Id} is the bot's, and a person has its customer's conversation. Give the conversation back first and ask again, or write to the customer yourself.");
