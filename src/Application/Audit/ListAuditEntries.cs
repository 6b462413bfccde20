using System.Globalization;
using System.Text.Json;
using FluentValidation;
using MediatR;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Application.Pages;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Audit;

/// <summary>A page of the audit log, the newest entry first.</summary>
/// <param name="Actor">Of this agent or key only.</param>
/// <param name="Subject">About this only: the id of an agent, a conversation, a key.</param>
/// <param name="Action">Of this kind only: <c>agent.created</c>.</param>
/// <param name="From">The first moment.</param>
/// <param name="To">The moment after the last one.</param>
/// <param name="After">What the page before named as next; null = the first page.</param>
public sealed record ListAuditEntries(
    Guid? Actor = null,
    string? Subject = null,
    string? Action = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null,
    string? After = null,
    int Limit = ListAuditEntries.DefaultLimit) : Personal, IQuery<Result<AuditPage>>
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;
}

/// <param name="Next">Ask with it as <c>after</c> for what follows; null at the end.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntryView> Entries, string? Next) : Personal;

/// <summary>Who changed what, and how it was before and after. Nothing that a customer is called or wrote stands in it.</summary>
public sealed record AuditEntryView : Personal
{
    public required long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required AuditActor Actor { get; init; }

    /// <summary>What was done: agent.created, conversation.taken_over, key.revoked, session.opened and others.</summary>
    public required string Action { get; init; }

    public required AuditSubject Subject { get; init; }

    /// <summary>The changed fields before; null where there was nothing, or nothing to tell.</summary>
    public required JsonElement? Before { get; init; }

    /// <summary>The changed fields after; null where there is nothing any more, or nothing to tell.</summary>
    public required JsonElement? After { get; init; }

    internal static AuditEntryView From(AuditEntryRead entry) => new()
    {
        Id = entry.Id,
        At = entry.At,
        Actor = new AuditActor(entry.ActorKind, entry.ActorId, entry.ActorName),
        Action = entry.Action,
        Subject = new AuditSubject(entry.SubjectKind, entry.SubjectId),
        Before = Json(entry.Before),
        After = Json(entry.After),
    };

    private static JsonElement? Json(string? text) => text is null ? null : JsonElement.Parse(text);
}

/// <param name="Name">As they were called then.</param>
public sealed record AuditActor(ActorKind Kind, Guid Id, string Name) : Personal;

public sealed record AuditSubject(SubjectKind Kind, string Id) : Personal;

internal sealed class ListAuditEntriesValidator : AbstractValidator<ListAuditEntries>
{
    private const int LongestWord = 100;
    private const string Unlikely = "not a time from the year 2000 to 2999: 2030-01-31T00:00:00Z";

    public ListAuditEntriesValidator()
    {
        RuleFor(query => query.Subject)
            .Must(subject => subject is null || AskedText.IsPlain(subject, LongestWord))
            .OverridePropertyName("subject")
            .WithMessage("not an id: that of an agent, a conversation, a key, as the log tells it");
        RuleFor(query => query.Action)
            .Must(action => action is null || AskedText.IsPlain(action, LongestWord))
            .OverridePropertyName("action")
            .WithMessage("not an action: agent.created, conversation.taken_over and others, as the log tells them");
        RuleFor(query => query.From).Must(IsLikely).OverridePropertyName("from").WithMessage(Unlikely);
        RuleFor(query => query.To).Must(IsLikely).OverridePropertyName("to").WithMessage(Unlikely);
        RuleFor(query => query.To)
            .Must((query, to) => to is null || query.From is null || query.From < to)
            .OverridePropertyName("to")
            .WithMessage("not later than \"from\"");
        RuleFor(query => query.After)
            .Must(after => after is null || ListAuditEntriesHandler.PlaceOf(after) is not null)
            .OverridePropertyName("after")
            .WithMessage("not a place in the list: take it from \"next\" of the page before, as it is");
        RuleFor(query => query.Limit)
            .InclusiveBetween(1, ListAuditEntries.MaxLimit)
            .OverridePropertyName("limit")
            .WithMessage($"not a number from 1 to {ListAuditEntries.MaxLimit}");
    }

    private static bool IsLikely(DateTimeOffset? moment) => moment is null or { Year: >= 2000 and < 3000 };
}

internal sealed class ListAuditEntriesHandler(IAuditLog log) : IRequestHandler<ListAuditEntries, Result<AuditPage>>
{
    public async Task<Result<AuditPage>> Handle(ListAuditEntries query, CancellationToken cancellationToken)
    {
        // One more than is shown, to know whether anything follows.
        var filter = new AuditFilter(query.Actor, query.Subject, query.Action, query.From, query.To, PlaceOf(query.After), query.Limit + 1);
        var found = await log.ListAsync(filter, cancellationToken);
        var shown = found.Take(query.Limit).Select(AuditEntryView.From).ToList();

        return new AuditPage(shown, found.Count <= query.Limit ? null : shown[^1].Id.ToString(CultureInfo.InvariantCulture));
    }

    internal static long? PlaceOf(string? after) =>
        long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
