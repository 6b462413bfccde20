using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Pages;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>
/// How conversations are found for people. Each status is walked by itself, in an index that begins with a filter and the status and goes on
/// in the order of the page; what is found of each is merged (docs/decisions/0025).
/// </summary>
internal static class ConversationRows
{
    public static readonly Expression<Func<Conversation, Customer, ConversationView>> View = (conversation, customer) => new ConversationView
    {
        Id = conversation.Id.Value,
        Version = conversation.Version,
        Status = conversation.Status,
        CustomerId = customer.Id.Value,
        CustomerName = customer.Name,
        CustomerPhone = customer.PhoneNumber == null ? null : customer.PhoneNumber.Value.Digits,
        CustomerBsuid = customer.Bsuid,
        IntegratedNumber = conversation.IntegratedNumber,
        CurrentFlow = conversation.Flow == null ? null : conversation.Flow.FlowId,
        CurrentStep = conversation.Flow == null ? null : conversation.Flow.Step,
        FlowVersion = conversation.Flow == null ? null : conversation.Flow.Version,
        Language = conversation.Language,
        Department = conversation.Department,
        Assignee = conversation.Assignee,
        AssigneeId = conversation.AssigneeId,
        AssignedAt = conversation.AssignedAt,
        OwnershipEpoch = conversation.OwnershipEpoch,
        EscalationReason = conversation.EscalationReason,
        EscalatedAt = conversation.EscalatedAt,
        IsFlagged = conversation.IsFlagged,
        SatisfactionScore = conversation.SatisfactionScore,
        Tags = ConversationTags.Read(conversation.Tags),
        FirstResponseAt = conversation.FirstResponseAt,
        FirstResponseTime = conversation.FirstResponseTime,
        ResolutionTime = conversation.ResolutionTime,
        LastHeardAt = customer.LastHeardAt,
        CreatedAt = conversation.CreatedAt,
        UpdatedAt = conversation.UpdatedAt,
        CompletedAt = conversation.CompletedAt,
    };

    /// <summary>The same of a row that is here already.</summary>
    public static readonly Func<Conversation, Customer, ConversationView> ViewOf = View.Compile();

    /// <summary>All that matches, whatever its status.</summary>
    public static IQueryable<Conversation> Those(this SupportContext context, ConversationFilter filter)
    {
        var rows = context.Conversations.AsNoTracking();
        rows = filter.Department is { } department ? rows.Where(conversation => conversation.Department == department) : rows;
        rows = filter.Assignee is { } assignee ? rows.Where(conversation => conversation.AssigneeId == assignee) : rows;
        rows = filter.IsUnassigned ? rows.Where(conversation => conversation.Assignee == null) : rows;
        rows = filter.Language is { } language ? rows.Where(conversation => conversation.Language == language) : rows;
        rows = filter.Tag is { } tag ? rows.Where(conversation => conversation.Tags != null && conversation.Tags.Contains(ConversationTags.InText(tag))) : rows;
        rows = filter.IsFlagged is { } isFlagged ? rows.Where(conversation => conversation.IsFlagged == isFlagged) : rows;
        rows = filter.From is { } from ? rows.Where(conversation => conversation.UpdatedAt >= from) : rows;
        return filter.To is { } to ? rows.Where(conversation => conversation.UpdatedAt < to) : rows;
    }

    /// <summary>Said in the words of the partial index.</summary>
    public static IQueryable<Conversation> Waiting(this IQueryable<Conversation> rows) =>
        rows.Where(conversation => conversation.Status == ConversationStatus.Escalated && conversation.Assignee == null);

    public static IQueryable<Conversation> Flagged(this IQueryable<Conversation> rows, IReadOnlyList<ConversationStatus> statuses)
    {
        var flagged = rows.Where(conversation => conversation.IsFlagged);
        return statuses.Count == ConversationFilter.AllStatuses.Count ? flagged : flagged.Where(conversation => statuses.Contains(conversation.Status));
    }

    /// <summary>The conversations of a page, in no order.</summary>
    public static IQueryable<Conversation> Page(this SupportContext context, ConversationFilter filter, ConversationSort sort, Place? after, int limit)
    {
        var those = context.Those(filter);
        if (sort == ConversationSort.Waiting)
        {
            return those.Waiting().Behind(sort, after).Take(limit);
        }

        var ids = filter.Statuses
            .Select(status => those.Where(conversation => conversation.Status == status).Behind(sort, after).Take(limit).Select(c => new Found { Id = c.Id, At = c.UpdatedAt }))
            .Aggregate((some, others) => some.Concat(others));
        var first = sort == ConversationSort.Newest
            ? ids.OrderByDescending(found => found.At).ThenByDescending(found => found.Id)
            : ids.OrderBy(found => found.At).ThenBy(found => found.Id);
        return first.Take(limit).Join(context.Conversations, found => found.Id, conversation => conversation.Id, (_, conversation) => conversation);
    }

    /// <summary>In that order, and strictly behind that place. The range comes first, so that an index is entered at the place and not at its beginning.</summary>
    private static IQueryable<Conversation> Behind(this IQueryable<Conversation> rows, ConversationSort sort, Place? after)
    {
        var (at, id) = after is { } place ? (place.At, place.Id) : (default, default);
        return sort switch
        {
            ConversationSort.Newest => (after is null
                ? rows
                : rows.Where(c => c.UpdatedAt <= at && (c.UpdatedAt < at || ((Guid)(object)c.Id).CompareTo(id) < 0)))
                .OrderByDescending(c => c.UpdatedAt).ThenByDescending(c => c.Id),
            ConversationSort.Oldest => (after is null
                ? rows
                : rows.Where(c => c.UpdatedAt >= at && (c.UpdatedAt > at || ((Guid)(object)c.Id).CompareTo(id) > 0)))
                .OrderBy(c => c.UpdatedAt).ThenBy(c => c.Id),
            _ => (after is null
                ? rows
                : rows.Where(c => c.EscalatedAt >= at && (c.EscalatedAt > at || ((Guid)(object)c.Id).CompareTo(id) > 0)))
                .OrderBy(c => c.EscalatedAt).ThenBy(c => c.Id),
        };
    }

    private sealed class Found
    {
        public ConversationId Id { get; init; }

        public DateTimeOffset At { get; init; }
    }
}
