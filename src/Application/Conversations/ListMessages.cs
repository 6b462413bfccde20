using FluentValidation;
using MediatR;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Application.Pages;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Conversations;

/// <summary>A page of a conversation's messages: the newest first, or, with <paramref name="Since"/>, what came after that one, oldest first.</summary>
/// <param name="Since">The ordinal of the last message that is known; 0 = from the first on.</param>
/// <param name="After">What the page before named as next; null = the first page.</param>
public sealed record ListMessages(ConversationId Conversation, int? Since = null, string? After = null, int Limit = PageLimit.Default)
    : IQuery<Result<MessagePage>>
{
    /// <summary>What a place belongs to.</summary>
    internal string List => $"messages\n{Conversation}\n{Since is null}";
}

/// <param name="Next">Ask with it as <c>after</c> for what follows; null at the end.</param>
public sealed record MessagePage(IReadOnlyList<MessageView> Messages, string? Next) : Personal;

internal sealed class ListMessagesValidator : AbstractValidator<ListMessages>
{
    public ListMessagesValidator()
    {
        RuleFor(query => query.Since)
            .Must(since => since is null or >= 0)
            .OverridePropertyName("since")
            .WithMessage("not the ordinal of a message: 0 or more");
        RuleFor(query => query.After)
            .Must((query, after) => after is null || Place.TryParse(after, query.List) is { Order: <= int.MaxValue })
            .OverridePropertyName("after")
            .WithMessage(Place.Expected);
        RuleFor(query => query.Limit)
            .InclusiveBetween(1, PageLimit.Max)
            .OverridePropertyName("limit")
            .WithMessage(PageLimit.Expected);
    }
}

internal sealed class ListMessagesHandler(IConversationReads reads) : IRequestHandler<ListMessages, Result<MessagePage>>
{
    public async Task<Result<MessagePage>> Handle(ListMessages query, CancellationToken cancellationToken)
    {
        var place = (int?)Place.TryParse(query.After, query.List)?.Order;

        // One more than is shown, to know whether anything follows.
        var range = query.Since is { } since ? new MessageRange(null, place ?? since, query.Limit + 1) : new MessageRange(place, null, query.Limit + 1);
        if (await reads.ListMessagesAsync(query.Conversation, range, cancellationToken) is not { } found)
        {
            return new ConversationNotFound(query.Conversation);
        }

        return found.Count <= query.Limit
            ? new MessagePage(found, null)
            : new MessagePage([.. found.Take(query.Limit)], new Place(found[query.Limit - 1].Ordinal).ToText(query.List));
    }
}
