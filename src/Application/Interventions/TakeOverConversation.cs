using FluentValidation;
using MediatR;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Interventions;

/// <summary>Whoever asks takes a conversation over; the bot is silent from then on, until it is given back.</summary>
/// <param name="Assignee">Older programs named somebody here; null is the only right value.</param>
public sealed record TakeOverConversation(ConversationId Conversation, Actor By, long? IfMatch = null, string? Assignee = null)
    : Personal, ICommand<Result<Takeover>>, IAskedByPerson;

/// <summary>Who has the conversation now, and what of the bot they have to expect.</summary>
/// <param name="Since">Since when the assignee has it: earlier than now for who had it already.</param>
/// <param name="OwnershipEpoch">Raised whenever it changes hands.</param>
/// <param name="InFlight">What the bot had begun to send; the agent's first message waits for it.</param>
/// <param name="Withdrawn">What the bot had still to send, and does not.</param>
public sealed record Takeover(
    Guid Conversation,
    string Assignee,
    Guid? AssigneeId,
    string? Department,
    DateTimeOffset Since,
    long OwnershipEpoch,
    long Version,
    IReadOnlyList<MessageView> InFlight,
    IReadOnlyList<MessageView> Withdrawn) : Personal, IVersioned
{
    internal static Takeover Of(Conversation taken, LeftByBot left) => new(
        taken.Id.Value,
        taken.Assignee!,
        taken.AssigneeId,
        taken.Department,
        taken.AssignedAt ?? taken.UpdatedAt,
        taken.OwnershipEpoch,
        taken.Version,
        left.InFlight,
        left.Withdrawn);
}

internal sealed class TakeOverConversationValidator : AbstractValidator<TakeOverConversation>
{
    public TakeOverConversationValidator()
    {
        RuleFor(command => command.Assignee)
            .Null()
            .OverridePropertyName("assignee")
            .WithMessage(command =>
                $"nobody is named here: whoever asks takes over. Leave it out, or hand the conversation to somebody: POST /api/v1/conversations/{command.Conversation}/assign");
    }
}

internal sealed class TakeOverConversationHandler(Intervening intervening, IInterventions interventions)
    : IRequestHandler<TakeOverConversation, Result<Takeover>>
{
    public async Task<Result<Takeover>> Handle(TakeOverConversation command, CancellationToken cancellationToken)
    {
        var outcome = await intervening.RunAsync(
            command.Conversation,
            command.IfMatch,
            (found, now) => Intervention.Of(found, found.Conversation.TakeOver(command.By, now), command.By, ConversationAudit.TakenOver),
            cancellationToken);

        return outcome.Succeeded(out var done, out var refusal)
            ? Takeover.Of(done.After, await interventions.ListLeftAsync(done.After, cancellationToken))
            : refusal;
    }
}
