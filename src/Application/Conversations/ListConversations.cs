using FluentValidation;
using MediatR;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Application.Pages;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Conversations;

/// <summary>A page of conversations.</summary>
/// <param name="By">Who asks: whose conversations <c>me</c> are.</param>
/// <param name="Sort"><c>newest</c>, <c>oldest</c> or <c>waiting</c>; null = newest.</param>
/// <param name="After">What the page before named as next; null = the first page.</param>
public sealed record ListConversations(AskedConversations Which, Actor By, string? Sort = null, string? After = null, int Limit = PageLimit.Default)
    : IQuery<Result<ConversationPage>>
{
    /// <summary>What a place belongs to.</summary>
    internal string List => $"conversations\n{ListConversationsHandler.SortOf(Sort)}\n{Which.Read(By.Id)}";
}

/// <param name="Next">Ask with it as <c>after</c> for what follows; null at the end.</param>
public sealed record ConversationPage(IReadOnlyList<ConversationView> Conversations, string? Next);

internal sealed class ListConversationsValidator : AskedConversationsRules<ListConversations>
{
    public ListConversationsValidator()
        : base(query => query.Which)
    {
        RuleFor(query => query.Sort)
            .Must(sort => ListConversationsHandler.SortOf(sort) is not null)
            .OverridePropertyName("sort")
            .WithMessage("not a sort: newest, oldest or waiting");
        RuleFor(query => query.Sort)
            .Must((query, sort) => ListConversationsHandler.SortOf(sort) != ConversationSort.Waiting || query.Which.Read(query.By.Id).LetsWait)
            .OverridePropertyName("sort")
            .WithMessage("waiting lists who waits for a person: it goes with no status but escalated, and with no assignee but none");
        RuleFor(query => query.After)
            .Must((query, after) => after is null || Place.TryParse(after, query.List) is not null)
            .OverridePropertyName("after")
            .WithMessage(Place.Expected);
        RuleFor(query => query.Limit)
            .InclusiveBetween(1, PageLimit.Max)
            .OverridePropertyName("limit")
            .WithMessage(PageLimit.Expected);
    }
}

internal sealed class ListConversationsHandler(IConversationReads reads) : IRequestHandler<ListConversations, Result<ConversationPage>>
{
    public async Task<Result<ConversationPage>> Handle(ListConversations query, CancellationToken cancellationToken)
    {
        var sort = SortOf(query.Sort) ?? ConversationSort.Newest;

        // One more than is shown, to know whether anything follows.
        var found = await reads.ListAsync(query.Which.Read(query.By.Id), sort, Place.TryParse(query.After, query.List), query.Limit + 1, cancellationToken);

        return found.Count <= query.Limit
            ? new ConversationPage(found, null)
            : new ConversationPage([.. found.Take(query.Limit)], PlaceOf(found[query.Limit - 1], sort).ToText(query.List));
    }

    internal static ConversationSort? SortOf(string? sort) => sort switch
    {
        null or "newest" => ConversationSort.Newest,
        "oldest" => ConversationSort.Oldest,
        "waiting" => ConversationSort.Waiting,
        _ => null,
    };

    private static Place PlaceOf(ConversationView last, ConversationSort sort) =>
        Place.Of(sort == ConversationSort.Waiting ? last.EscalatedAt ?? last.UpdatedAt : last.UpdatedAt, last.Id);
}
