using System.Globalization;
using FluentValidation;
using MediatR;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Parked;

/// <summary>A page of the inbox, the newest row first.</summary>
/// <param name="State"><c>dead</c>, <c>quarantined</c> or <c>pending</c>; null = dead and quarantined.</param>
/// <param name="After">What the page before named as next; null = the first page.</param>
public sealed record ListInboxRows(string? State = null, string? After = null, int Limit = ListInboxRows.DefaultLimit)
    : IQuery<Result<InboxRowPage>>
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;
}

/// <param name="Next">Ask with it as <c>after</c> for what follows; null at the end.</param>
public sealed record InboxRowPage(IReadOnlyList<InboxRowView> Rows, string? Next);

internal sealed class ListInboxRowsValidator : AbstractValidator<ListInboxRows>
{
    public ListInboxRowsValidator()
    {
        RuleFor(query => query.State)
            .Must(state => state is null || ListInboxRowsHandler.StateOf(state) is not null)
            .OverridePropertyName("state")
            .WithMessage("not a state that can be listed: dead, quarantined or pending");
        RuleFor(query => query.After)
            .Must(after => after is null || ListInboxRowsHandler.PlaceOf(after) is not null)
            .OverridePropertyName("after")
            .WithMessage("not a place in the list: take it from \"next\" of the page before, as it is");
        RuleFor(query => query.Limit)
            .InclusiveBetween(1, ListInboxRows.MaxLimit)
            .OverridePropertyName("limit")
            .WithMessage($"not a number from 1 to {ListInboxRows.MaxLimit}");
    }
}

internal sealed class ListInboxRowsHandler(IParkedRows rows) : IRequestHandler<ListInboxRows, Result<InboxRowPage>>
{
    public async Task<Result<InboxRowPage>> Handle(ListInboxRows query, CancellationToken cancellationToken)
    {
        // One more than is shown, to know whether anything follows.
        var filter = new InboxFilter(StateOf(query.State), PlaceOf(query.After), query.Limit + 1);
        var found = await rows.ListAsync(filter, cancellationToken);

        return found.Count <= query.Limit
            ? new InboxRowPage(found, null)
            : new InboxRowPage([.. found.Take(query.Limit)], found[query.Limit - 1].Id.ToString(CultureInfo.InvariantCulture));
    }

    internal static InboxState? StateOf(string? state) => state switch
    {
        "dead" => InboxState.Dead,
        "quarantined" => InboxState.Quarantined,
        "pending" => InboxState.Pending,
        _ => null,
    };

    internal static long? PlaceOf(string? after) =>
        long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
