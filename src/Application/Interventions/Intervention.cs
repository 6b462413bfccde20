using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Interventions;

/// <summary>What somebody changes in a conversation, stored whole or not at all.</summary>
/// <param name="Found">As it was read, and decided on.</param>
/// <param name="After">The same object where everything is so already: then there is nothing to store.</param>
public sealed record Intervention(OwnedConversation Found, Conversation After, AuditEntry Entry) : Personal
{
    public Conversation Before => Found.Conversation;

    /// <summary>In the order of their ordinals.</summary>
    public IReadOnlyList<Message> Messages { get; init; } = [];

    /// <summary>By which it is known when it is asked for again; null for what is the same however often it is asked for.</summary>
    public KeyedRequest? Request { get; init; }

    public bool ChangesNothing => ReferenceEquals(Before, After);

    public bool RaisesFence => After.OwnershipEpoch > Before.OwnershipEpoch;

    internal static Result<Intervention> Of(OwnedConversation found, Result<Conversation> decided, Actor by, string action) =>
        decided.Succeeded(out var after, out var refusal)
            ? new Intervention(found, after, ConversationAudit.Entry(by, action, found.Conversation, after))
            : refusal;
}

/// <summary>A request that has its effect once, by the key that whoever asked gave to it.</summary>
/// <param name="Actor">Keys of different callers do not meet.</param>
/// <param name="Request">Of all that was asked for.</param>
/// <param name="Result">What it had for an effect, in words of whoever handles it.</param>
public sealed record KeyedRequest(Guid Actor, LookupHash Key, LookupHash Request, string Result = "") : Personal;

/// <inheritdoc cref="KeyedRequest" />
public sealed record KeyedEffect(LookupHash Request, string Result) : Personal;
