using FluentValidation;
using MediatR;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Keys;

/// <summary>A page of keys, the newest first.</summary>
/// <param name="After">What the page before named as next; null = the first page.</param>
public sealed record ListApiKeys(string? After = null, int Limit = ListApiKeys.DefaultLimit) : IQuery<Result<ApiKeyPage>>
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;

    public override string ToString() => nameof(ListApiKeys);
}

/// <param name="Next">Ask with it as <c>after</c> for what follows; null at the end.</param>
public sealed record ApiKeyPage(IReadOnlyList<ApiKeyView> Keys, string? Next) : Personal;

internal sealed class ListApiKeysValidator : AbstractValidator<ListApiKeys>
{
    public ListApiKeysValidator()
    {
        RuleFor(query => query.After)
            .Must(after => after is null || ListApiKeysHandler.PlaceOf(after) is not null)
            .OverridePropertyName("after")
            .WithMessage("not a place in the list: take it from \"next\" of the page before, as it is");
        RuleFor(query => query.Limit)
            .InclusiveBetween(1, ListApiKeys.MaxLimit)
            .OverridePropertyName("limit")
            .WithMessage($"not a number from 1 to {ListApiKeys.MaxLimit}");
    }
}

internal sealed class ListApiKeysHandler(IApiKeys keys) : IRequestHandler<ListApiKeys, Result<ApiKeyPage>>
{
    public async Task<Result<ApiKeyPage>> Handle(ListApiKeys query, CancellationToken cancellationToken)
    {
        // One more than is shown, to know whether anything follows.
        var found = await keys.ListAsync(PlaceOf(query.After), query.Limit + 1, cancellationToken);

        return found.Count <= query.Limit
            ? new ApiKeyPage(found, null)
            : new ApiKeyPage([.. found.Take(query.Limit)], found[query.Limit - 1].Id.ToString("N"));
    }

    internal static Guid? PlaceOf(string? after) => Guid.TryParseExact(after, "N", out var id) ? id : null;
}
