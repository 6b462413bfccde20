using System.Globalization;
using FluentValidation;
using MediatR;
using WhatsAppSupport.Application.Audit;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Application.Pages;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Flows;

/// <summary>A page of the decisions which flows run, the newest first.</summary>
/// <param name="After">What the page before named as next; null = the first page.</param>
public sealed record ListPublications(string? After = null, int Limit = PageLimit.Default) : IQuery<Result<PublicationPage>>;

/// <param name="Next">Ask with it as <c>after</c> for what follows; null at the end.</param>
public sealed record PublicationPage(IReadOnlyList<PublicationView> Publications, string? Next) : Personal;

/// <summary>Somebody's decision which flows run from then on.</summary>
public sealed record PublicationView : Personal
{
    /// <summary>Counts up by one.</summary>
    public required long Id { get; init; }

    public required FlowSource Source { get; init; }

    /// <summary>The set that was published, which can be published again; null: the files beside each process.</summary>
    public required long? Set { get; init; }

    public required DateTimeOffset At { get; init; }

    public required AuditActor By { get; init; }

    /// <summary>In their words.</summary>
    public required string Reason { get; init; }

    /// <summary>Whether the process that answers runs by it.</summary>
    public required bool IsRunning { get; init; }

    internal static PublicationView Of(Publication publication, RunningFlows running) => new()
    {
        Id = publication.Id,
        Source = publication.Set is null ? FlowSource.Files : FlowSource.Published,
        Set = publication.Set,
        At = publication.At,
        By = new AuditActor(publication.ByKind, publication.ById, publication.ByName),
        Reason = publication.Reason,
        IsRunning = publication.Id == running.Publication?.Id,
    };
}

internal sealed class ListPublicationsValidator : AbstractValidator<ListPublications>
{
    public ListPublicationsValidator()
    {
        RuleFor(query => query.After)
            .Must(after => after is null || ListPublicationsHandler.PlaceOf(after) is not null)
            .OverridePropertyName("after")
            .WithMessage("not a place in the list: take it from \"next\" of the page before, as it is");
        RuleFor(query => query.Limit).InclusiveBetween(1, PageLimit.Max).OverridePropertyName("limit").WithMessage(PageLimit.Expected);
    }
}

internal sealed class ListPublicationsHandler(IFlowSets sets, FlowLibrary library) : IRequestHandler<ListPublications, Result<PublicationPage>>
{
    public async Task<Result<PublicationPage>> Handle(ListPublications query, CancellationToken cancellationToken)
    {
        // One more than is shown, to know whether anything follows.
        var found = await sets.ListAsync(PlaceOf(query.After), query.Limit + 1, cancellationToken);
        var running = library.Running;
        var shown = found.Take(query.Limit).Select(publication => PublicationView.Of(publication, running)).ToList();

        return new PublicationPage(shown, found.Count <= query.Limit ? null : shown[^1].Id.ToString(CultureInfo.InvariantCulture));
    }

    internal static long? PlaceOf(string? after) =>
        long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
