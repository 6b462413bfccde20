using FluentValidation;
using MediatR;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Application.Pages;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Search;

/// <summary>A page of messages in which all of the words occur, the newest first.</summary>
/// <param name="Asked">Words; signs between them mean nothing.</param>
/// <param name="After">What the page before named as next; null = the first page.</param>
public sealed record SearchMessages(string? Asked, string? After = null, int Limit = PageLimit.Default) : IQuery<Result<FoundMessagePage>>
{
    /// <summary>What a place belongs to.</summary>
    internal string List => $"search\n{Asked}";

    /// <summary>Nothing: what is searched for may be a customer's words.</summary>
    public override string ToString() => nameof(SearchMessages);
}

/// <param name="Next">Ask with it as <c>after</c> for what follows; null at the end.</param>
public sealed record FoundMessagePage(IReadOnlyList<FoundMessage> Messages, string? Next) : Personal;

internal sealed class SearchMessagesValidator : AbstractValidator<SearchMessages>
{
    public SearchMessagesValidator()
    {
        RuleFor(query => query.Asked)
            .Must(asked => asked?.Length is > 0 and <= SearchWords.AskedMaxLength)
            .OverridePropertyName("q")
            .WithMessage($"not something to search for: whole words, 1 to {SearchWords.AskedMaxLength} characters");
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

internal sealed class SearchMessagesHandler(IMessageSearch search) : IRequestHandler<SearchMessages, Result<FoundMessagePage>>
{
    public async Task<Result<FoundMessagePage>> Handle(SearchMessages query, CancellationToken cancellationToken)
    {
        var words = SearchWords.Of(query.Asked!);
        if (words.All.Count == 0)
        {
            return new FoundMessagePage([], null);
        }

        // One more than is shown, to know whether anything follows.
        var found = await search.FindAsync(words, Place.TryParse(query.After, query.List)?.Order, query.Limit + 1, cancellationToken);

        return found.Count <= query.Limit
            ? new FoundMessagePage(found, null)
            : new FoundMessagePage([.. found.Take(query.Limit)], new Place(found[query.Limit - 1].Place).ToText(query.List));
    }
}
