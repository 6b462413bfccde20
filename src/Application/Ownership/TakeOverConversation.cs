using FluentValidation;
using MediatR;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Ownership;

/// <summary>A person takes a conversation over; the bot is silent from then on, until it is given back.</summary>
/// <param name="Assignee">Who has it then.</param>
public sealed record TakeOverConversation(ConversationId Conversation, string Assignee) : ICommand<Result<Takeover>>, IAskedByPerson
{
    public const int AssigneeMaxLength = 100;

    /// <summary>The conversation only: the assignee is a person's name.</summary>
    public override string ToString() => Conversation.ToString();
}

/// <summary>Who has the conversation now, and what of the bot they have to expect.</summary>
/// <param name="Since">Since when the assignee has it: earlier than now for who had it already.</param>
/// <param name="InFlight">What the bot had begun to send; the agent's first message waits for it.</param>
/// <param name="Withdrawn">What the bot had still to send, and does not.</param>
public sealed record Takeover(
    Guid Conversation,
    string Assignee,
    DateTimeOffset Since,
    long OwnershipEpoch,
    IReadOnlyList<MessageView> InFlight,
    IReadOnlyList<MessageView> Withdrawn) : Personal;

internal sealed class TakeOverConversationValidator : AbstractValidator<TakeOverConversation>
{
    public TakeOverConversationValidator()
    {
        RuleFor(command => command.Assignee)
            .Must(assignee => assignee.Length is > 0 and <= TakeOverConversation.AssigneeMaxLength && assignee.Trim() == assignee && !assignee.Any(char.IsControl))
            .OverridePropertyName("assignee")
            .WithMessage($"not a name: 1 to {TakeOverConversation.AssigneeMaxLength} characters, without line breaks and without blanks around it");
    }
}

internal sealed class TakeOverConversationHandler(IOwnership ownership, ISessionStore sessions, TimeProvider clock)
    : IRequestHandler<TakeOverConversation, Result<Takeover>>
{
    /// <summary>Each lost race is a turn that was committed: who loses so many asks for a busier customer than there is.</summary>
    private const int MostTries = 10;

    /// <summary>As precise as it is stored, so that whoever asks twice is told the same.</summary>
    private DateTimeOffset Now
    {
        get
        {
            var now = clock.GetUtcNow();
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        }
    }

    public async Task<Result<Takeover>> Handle(TakeOverConversation command, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            if (await ownership.FindAsync(command.Conversation, cancellationToken) is not { } found)
            {
                return new ConversationNotFound(command.Conversation);
            }

            var before = found.Conversation;
            if (!before.TakeOver(command.Assignee, Now).Succeeded(out var taken, out var refusal))
            {
                return refusal;
            }

            if (ReferenceEquals(taken, before) || await ownership.TakeOverAsync(taken, before.Version, cancellationToken))
            {
                await RememberAsync(found with { Conversation = taken }, cancellationToken);
                return Told(taken, await ownership.ListLeftAsync(taken, cancellationToken));
            }
        }

        return new ConversationMovedOn();
    }

    /// <summary>
    /// Spares the next turn a look at what has moved on. Kept only where it is newer; a cache that never hears of it does no harm, because
    /// its turn then loses on the version.
    /// </summary>
    private async Task RememberAsync(OwnedConversation owned, CancellationToken cancellationToken)
    {
        var key = new SessionKey(owned.Lane, owned.Conversation.IntegratedNumber);
        var rate = (await sessions.FindAsync(key, cancellationToken))?.Rate ?? MessageRate.Begin(clock.GetUtcNow());
        await sessions.SaveAsync(key, new Session(owned.Customer, owned.Conversation, rate), cancellationToken);
    }

    private static Takeover Told(Conversation taken, LeftByBot left) =>
        new(taken.Id.Value, taken.Assignee!, taken.AssignedAt ?? taken.UpdatedAt, taken.OwnershipEpoch, left.InFlight, left.Withdrawn);
}
