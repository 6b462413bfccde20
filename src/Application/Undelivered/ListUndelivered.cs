using System.Globalization;
using FluentValidation;
using MediatR;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Undelivered;

/// <summary>A page of messages that did not arrive, the newest first.</summary>
/// <param name="Status"><c>failed</c>, <c>unknown</c> or <c>cancelled</c>; null = all three.</param>
/// <param name="After">What the page before named as next; null = the first page.</param>
public sealed record ListUndelivered(string? Status = null, string? After = null, int Limit = ListUndelivered.DefaultLimit)
    : IQuery<Result<UndeliveredPage>>
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;
}

/// <param name="Next">Ask with it as <c>after</c> for what follows; null at the end.</param>
public sealed record UndeliveredPage(IReadOnlyList<UndeliveredView> Messages, string? Next);

internal sealed class ListUndeliveredValidator : AbstractValidator<ListUndelivered>
{
    public ListUndeliveredValidator()
    {
        RuleFor(query => query.Status)
            .Must(status => status is null || ListUndeliveredHandler.StatusOf(status) is not null)
            .OverridePropertyName("status")
            .WithMessage("not a status that can be listed: failed, unknown or cancelled");
        RuleFor(query => query.After)
            .Must(after => after is null || ListUndeliveredHandler.PlaceOf(after) is not null)
            .OverridePropertyName("after")
            .WithMessage("not a place in the list: take it from \"next\" of the page before, as it is");
        RuleFor(query => query.Limit)
            .InclusiveBetween(1, ListUndelivered.MaxLimit)
            .OverridePropertyName("limit")
            .WithMessage($"not a number from 1 to {ListUndelivered.MaxLimit}");
    }
}

internal sealed class ListUndeliveredHandler(IUndelivered undelivered) : IRequestHandler<ListUndelivered, Result<UndeliveredPage>>
{
    public async Task<Result<UndeliveredPage>> Handle(ListUndelivered query, CancellationToken cancellationToken)
    {
        // One more than is shown, to know whether anything follows.
        var filter = new UndeliveredFilter(StatusOf(query.Status), PlaceOf(query.After), query.Limit + 1);
        var found = await undelivered.ListAsync(filter, cancellationToken);

        return found.Count <= query.Limit
            ? new UndeliveredPage(found, null)
            : new UndeliveredPage([.. found.Take(query.Limit)], found[query.Limit - 1].Place.ToString(CultureInfo.InvariantCulture));
    }

    internal static DeliveryStatus? StatusOf(string? status) => status switch
    {
        "failed" => DeliveryStatus.Failed,
        "unknown" => DeliveryStatus.Unknown,
        "cancelled" => DeliveryStatus.Cancelled,
        _ => null,
    };

    internal static long? PlaceOf(string? after) =>
        long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : null;
}
