using System.Text;
using FluentValidation;
using MediatR;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Interventions;

/// <summary>Whoever has a conversation writes to its customer. It is stored, and leaves behind all that is on its way to them.</summary>
/// <param name="Key">Of the request: asked again with the same key, it has no second effect.</param>
public sealed record ReplyToCustomer(
    ConversationId Conversation, string? Key, string? Text, IReadOnlyList<ReplyChoice?>? Options, Actor By, long? IfMatch = null)
    : Personal, ICommand<Result<AcceptedReply>>, IAskedByPerson
{
    public const int KeyMaxLength = 100;
    public const int TextMaxLength = 16_384;
    public const int MaxOptions = WhatsAppShape.MaxRows;
    public const int TitleMaxLength = 100;
}

/// <summary>Something that the customer can tap.</summary>
/// <param name="Title">Up to three of at most 20 characters are buttons, others of at most 24 a list; anything longer makes all of them a numbered text.</param>
/// <param name="Id">What comes back when they tap it; one is made where none is given.</param>
public sealed record ReplyChoice(string? Title = null, string? Id = null) : Personal;

/// <summary>What was stored, and is on its way. Each message tells what has become of it since; a failed one tells why.</summary>
/// <param name="Version">The conversation's, once they were stored.</param>
/// <param name="Messages">More than one where the text is longer than WhatsApp takes.</param>
/// <param name="Window">How long the customer can still be written to.</param>
public sealed record AcceptedReply(Guid Conversation, long Version, IReadOnlyList<MessageView> Messages, WindowView Window) : Personal, IVersioned;

/// <summary>The same key was given to another request before.</summary>
public sealed record IdempotencyKeyReused() : ConflictError(
    "idempotency_key_reused",
    "This Idempotency-Key was given to another request before, and nothing was sent. Give each new message a new key, for instance a random UUID; the same key only where the same is asked for again.");

internal sealed class ReplyToCustomerValidator : AbstractValidator<ReplyToCustomer>
{
    public ReplyToCustomerValidator()
    {
        RuleFor(command => command.Key)
            .Must(key => key?.Length is > 0 and <= ReplyToCustomer.KeyMaxLength && key.All(letter => letter is >= '!' and <= '~'))
            .OverridePropertyName("Idempotency-Key")
            .WithMessage($"not a key: 1 to {ReplyToCustomer.KeyMaxLength} printable ASCII characters without blanks, new for each new message, for instance a random UUID");
        RuleFor(command => command.Text)
            .Must(text => text?.Length is > 0 and <= ReplyToCustomer.TextMaxLength && !string.IsNullOrWhiteSpace(text) && CanBeSent(text))
            .OverridePropertyName("text")
            .WithMessage($"not a text: 1 to {ReplyToCustomer.TextMaxLength} characters, not all of them blank, and no control characters but line breaks and tabs");
        RuleFor(command => command.Options)
            .Must(options => options is null || (options.Count is > 0 and <= ReplyToCustomer.MaxOptions && AreDifferent([.. options.OfType<ReplyChoice>()])))
            .OverridePropertyName("options")
            .WithMessage($"not 1 to {ReplyToCustomer.MaxOptions} options of different titles and ids; leave them out for a plain text");
        RuleForEach(command => command.Options)
            .NotNull()
            .WithMessage("null: each option is an object with a title")
            .ChildRules(option =>
            {
                option.RuleFor(one => one!.Title)
                    .Must(title => title?.Length is > 0 and <= ReplyToCustomer.TitleMaxLength && !string.IsNullOrWhiteSpace(title) && !title.Any(char.IsControl))
                    .OverridePropertyName("title")
                    .WithMessage($"not a title: 1 to {ReplyToCustomer.TitleMaxLength} characters in one line (a button shows 20, a list 24; longer ones become a numbered text)");
                option.RuleFor(one => one!.Id)
                    .Must(id => id is null || (id.Length > 0 && Encoding.UTF8.GetByteCount(id) <= WhatsAppShape.OptionIdMaxBytes && !id.Any(char.IsControl)))
                    .OverridePropertyName("id")
                    .WithMessage($"not an id: at most {WhatsAppShape.OptionIdMaxBytes} bytes of text in one line, or left out");
            })
            .OverridePropertyName("options");
    }

    private static bool CanBeSent(string text) => !text.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t'));

    /// <summary>WhatsApp refuses two of the same title, and could not tell two of the same id apart.</summary>
    private static bool AreDifferent(IReadOnlyList<ReplyChoice> options) =>
        options.DistinctBy(option => option.Title?.Trim(), StringComparer.OrdinalIgnoreCase).Count() == options.Count
        && options.Select(option => option.Id).OfType<string>() is var ids && ids.Distinct(StringComparer.Ordinal).Count() == ids.Count();
}

internal sealed class ReplyToCustomerHandler(Intervening intervening, IInterventions interventions, ILookupHashes hashes, TimeProvider clock)
    : IRequestHandler<ReplyToCustomer, Result<AcceptedReply>>
{
    public async Task<Result<AcceptedReply>> Handle(ReplyToCustomer command, CancellationToken cancellationToken)
    {
        var reply = AgentReply.Of(command);
        var request = new KeyedRequest(command.By.Id, hashes.OfRequest(command.Key!), hashes.OfRequest(reply.ToText(command.Conversation)));
        if (await EarlierAsync(command.Conversation, request, cancellationToken) is { } earlier)
        {
            return earlier;
        }

        var outcome = await intervening.RunAsync(
            command.Conversation, command.IfMatch, (found, now) => Decide(found, reply, request, command.By, now), cancellationToken);
        if (outcome.Succeeded(out var done, out var refusal))
        {
            return Told(done.Found.Customer, done.After, done.After.Version, [.. done.Messages.Select(MessageView.From)]);
        }

        // The same request may have been faster, asked for by the same impatient hand: then that is the answer, and not what stands in its way now.
        return await EarlierAsync(command.Conversation, request, cancellationToken) ?? refusal;
    }

    private static Result<Intervention> Decide(OwnedConversation found, AgentReply reply, KeyedRequest request, Actor by, DateTimeOffset now)
    {
        var before = found.Conversation;
        if (before.CanBeAnswered(by, found.Customer, now).Error is { } refusal)
        {
            return refusal;
        }

        var messages = reply.MessagesIn(found, by, now);
        var after = before.Answered(messages.Count, now);
        var effect = new ReplyEffect(after.Version, before.NextOrdinal, messages.Count);
        return new Intervention(found, after, AgentReply.Entry(by, before, after, messages))
        {
            Messages = messages,
            Request = request with { Result = effect.ToText() },
        };
    }

    /// <summary>What was answered the first time, with what has become of the messages since; null: it was not asked for yet.</summary>
    private async Task<Result<AcceptedReply>?> EarlierAsync(ConversationId id, KeyedRequest request, CancellationToken cancellationToken)
    {
        if (await interventions.FindEffectAsync(request.Actor, request.Key, cancellationToken) is not { } earlier)
        {
            return null;
        }

        if (earlier.Request != request.Request)
        {
            return new IdempotencyKeyReused();
        }

        var effect = ReplyEffect.Read(earlier.Result);
        if (await interventions.FindAsync(id, cancellationToken) is not { } found)
        {
            return new ConversationNotFound(id);
        }

        var messages = await interventions.ListMessagesAsync(id, effect.FirstOrdinal, effect.Count, cancellationToken);
        return Told(found.Customer, found.Conversation, effect.Version, messages);
    }

    private AcceptedReply Told(Customer customer, Conversation conversation, long version, IReadOnlyList<MessageView> messages) =>
        new(conversation.Id.Value, version, messages, WindowView.At(clock.GetUtcNow(), customer.LastHeardAt));
}
