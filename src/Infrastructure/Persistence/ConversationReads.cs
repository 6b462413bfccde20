using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Infrastructure.Persistence;

internal sealed class ConversationReads(IContextFactory contexts) : IConversationReads
{
    public async Task<IReadOnlyList<ConversationView>> ListAsync(ConversationFilter filter, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var rows = context.Conversations.AsNoTracking();
        if (filter.Status is { } status)
        {
            rows = rows.Where(conversation => conversation.Status == status);
        }

        if (filter.After is { } after)
        {
            rows = rows.Where(c => c.UpdatedAt < after.UpdatedAt || (c.UpdatedAt == after.UpdatedAt && ((Guid)(object)c.Id).CompareTo(after.Id) < 0));
        }

        return await rows
            .OrderByDescending(conversation => conversation.UpdatedAt)
            .ThenByDescending(conversation => conversation.Id)
            .Take(filter.Limit)
            .Join(context.Customers, conversation => conversation.CustomerId, customer => customer.Id, View)
            .ToListAsync(cancellationToken);
    }

    public async Task<(ConversationView Conversation, IReadOnlyList<MessageView> Messages)?> FindAsync(
        ConversationId id, int messages, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var conversation = await context.Conversations.AsNoTracking()
            .Where(row => row.Id == id)
            .Join(context.Customers, row => row.CustomerId, customer => customer.Id, View)
            .FirstOrDefaultAsync(cancellationToken);
        if (conversation is null)
        {
            return null;
        }

        var newest = await context.Messages.AsNoTracking()
            .Where(message => message.ConversationId == id)
            .OrderByDescending(message => message.Ordinal)
            .Take(messages)
            .ToListAsync(cancellationToken);
        newest.Reverse();
        return (conversation, [.. newest.Select(MessageView.From)]);
    }

    private static readonly Expression<Func<Conversation, Customer, ConversationView>> View = (conversation, customer) => new ConversationView
    {
        Id = conversation.Id.Value,
        Status = conversation.Status,
        CustomerName = customer.Name,
        CustomerPhone = customer.PhoneNumber == null ? null : customer.PhoneNumber.Value.Digits,
        CustomerBsuid = customer.Bsuid,
        IntegratedNumber = conversation.IntegratedNumber,
        CurrentFlow = conversation.Flow == null ? null : conversation.Flow.FlowId,
        CurrentStep = conversation.Flow == null ? null : conversation.Flow.Step,
        Language = conversation.Language,
        Department = conversation.Department,
        Assignee = conversation.Assignee,
        AssignedAt = conversation.AssignedAt,
        OwnershipEpoch = conversation.OwnershipEpoch,
        EscalationReason = conversation.EscalationReason,
        EscalatedAt = conversation.EscalatedAt,
        IsFlagged = conversation.IsFlagged,
        SatisfactionScore = conversation.SatisfactionScore,
        ResolutionTime = conversation.ResolutionTime,
        LastHeardAt = customer.LastHeardAt,
        CreatedAt = conversation.CreatedAt,
        UpdatedAt = conversation.UpdatedAt,
        CompletedAt = conversation.CompletedAt,
    };
}
