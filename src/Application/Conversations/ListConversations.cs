using FluentValidation;
using MediatR;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Conversations;

/// <summary>A page of conversations, the one that changed last first.</summary>
/// <param name="Status"><c>active</c>, <c>escalated</c> or <c>completed</c>; null = all.</param>
/// <param name="After">What the page before named as next; null = the first page.</param>
public sealed record ListConversations(string? Status = null, string? After = null, int Limit = ListConversations.DefaultLimit)
    : IQuery<Result<ConversationPage>>
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;
}

/// <param name="Next">Ask with it as <c>after</c> for what follows; null at the end.</param>
public sealed record ConversationPage(IReadOnlyList<ConversationView> Conversations, string? Next);

internal sealed class ListConversationsValidator : AbstractValidator<ListConversations>
{
    public ListConversationsValidator()
    {
        RuleFor(query => query.Status)
            .Must(status => status is null || ListConversationsHandler.StatusOf(status) is not null)
            .OverridePropertyName("status")
            .WithMessage("not a status: active, escalated or completed");
        RuleFor(query => query.After)
            .Must(after => after is null || ConversationCursor.TryParse(after) is not null)
            .OverridePropertyName("after")
            .WithMessage("not a place in the list: take it from \"next\" of the page before, as it is");
        RuleFor(query => query.Limit)
            .InclusiveBetween(1, ListConversations.MaxLimit)
            .OverridePropertyName("limit")
            .WithMessage($"not a number from 1 to {ListConversations.MaxLimit}");
    }
}

internal sealed class ListConversationsHandler(IConversationReads reads) : IRequestHandler<ListConversations, Result<ConversationPage>>
{
    public async Task<Result<ConversationPage>> Handle(ListConversations query, CancellationToken cancellationToken)
    {
        // One more than is shown, to know whether anything follows.
        var filter = new ConversationFilter(StatusOf(query.Status), ConversationCursor.TryParse(query.After), query.Limit + 1);
        var found = await reads.ListAsync(filter, cancellationToken);

        return found.Count <= query.Limit
            ? new ConversationPage(found, null)
            : new ConversationPage([.. found.Take(query.Limit)], ConversationCursor.Of(found[query.Limit - 1]).ToString());
    }

    internal static ConversationStatus? StatusOf(string? status) => status switch
    {
        "active" => ConversationStatus.Active,
        "escalated" => ConversationStatus.Escalated,
        "completed" => ConversationStatus.Completed,
        _ => null,
    };
}
