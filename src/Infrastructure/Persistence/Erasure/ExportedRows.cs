using System.Text;
using System.Text.Unicode;
using WhatsAppSupport.Application.Customers;
using WhatsAppSupport.Application.Export;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Persistence.Errands;

namespace WhatsAppSupport.Infrastructure.Persistence.Erasure;

/// <summary>A conversation with what stands in its row beside it.</summary>
internal sealed record StoredConversation(Conversation Conversation, DateTimeOffset? NotifiedAt, int NotifyAttempts, DateTimeOffset? NotifyAfter);

/// <summary>A message with what stands in its row beside it.</summary>
internal sealed record StoredMessage(
    Message Message, long Sequence, bool IsQueued, DateTimeOffset? ClaimedAt, int Attempts, DateTimeOffset? NextAttemptAt, DateTimeOffset? UnknownSince, int Repeats);

/// <summary>Rows as an export tells them.</summary>
internal static class ExportedRows
{
    public static ExportedCustomer Of(Customer customer) => new()
    {
        Id = customer.Id.Value,
        PhoneNumber = customer.PhoneNumber?.Digits,
        Bsuid = customer.Bsuid,
        Name = customer.Name,
        IsNamedByUs = customer.IsNamedByUs,
        Language = customer.Language,
        IsActive = customer.IsActive,
        OptedOutAt = customer.OptedOutAt,
        LastHeardAt = customer.LastHeardAt,
        Metadata = MetadataText.Read(customer.Metadata),
        Version = customer.Version,
        CreatedAt = customer.CreatedAt,
        UpdatedAt = customer.UpdatedAt,
    };

    public static ExportedConversation Of(StoredConversation stored)
    {
        var conversation = stored.Conversation;
        return new()
        {
            Id = conversation.Id.Value,
            CustomerId = conversation.CustomerId.Value,
            IntegratedNumber = conversation.IntegratedNumber,
            SessionId = conversation.SessionId,
            Status = conversation.Status,
            CurrentFlow = conversation.Flow?.FlowId,
            FlowVersion = conversation.Flow?.Version,
            CurrentStep = conversation.Flow?.Step,
            FlowState = conversation.Flow?.State,
            Topic = conversation.Topic,
            Language = conversation.Language,
            Department = conversation.Department,
            Assignee = conversation.Assignee,
            AssigneeId = conversation.AssigneeId,
            AssignedAt = conversation.AssignedAt,
            OwnershipEpoch = conversation.OwnershipEpoch,
            EscalationReason = conversation.EscalationReason,
            EscalatedAt = conversation.EscalatedAt,
            IsFlagged = conversation.IsFlagged,
            LoopWatch = LoopWatchText.Write(conversation.Loop),
            FirstResponseAt = conversation.FirstResponseAt,
            FirstResponseTime = conversation.FirstResponseTime,
            ResolutionTime = conversation.ResolutionTime,
            SatisfactionScore = conversation.SatisfactionScore,
            Tags = conversation.Tags,
            Version = conversation.Version,
            NextOrdinal = conversation.NextOrdinal,
            NotifiedAt = stored.NotifiedAt,
            NotifyAttempts = stored.NotifyAttempts,
            NotifyAfter = stored.NotifyAfter,
            CreatedAt = conversation.CreatedAt,
            UpdatedAt = conversation.UpdatedAt,
            CompletedAt = conversation.CompletedAt,
        };
    }

    public static ExportedMessage Of(StoredMessage stored)
    {
        var message = stored.Message;
        return new()
        {
            Id = message.Id.Value,
            Seq = stored.Sequence,
            ConversationId = message.ConversationId.Value,
            CustomerId = message.CustomerId.Value,
            Ordinal = message.Ordinal,
            ProviderMessageId = message.ProviderMessageId,
            Direction = message.Direction,
            MessageType = message.Type,
            Content = message.Content,
            Media = message.Media,
            Options = message.Options,
            SenderNumber = message.SenderNumber,
            RecipientNumber = message.RecipientNumber,
            DeliveryStatus = message.Status,
            FailureReason = message.FailureReason,
            Author = message.Author,
            WrittenBy = message.WrittenBy,
            OwnershipEpoch = message.OwnershipEpoch,
            LlmModelUsed = message.Model?.Name,
            Tokens = message.Model?.Tokens,
            LlmCost = message.Model?.CostMicroDollars,
            ProcessingTime = message.ProcessingTime?.TotalSeconds,
            ResendOf = message.ResendOf?.Value,
            IsQueued = stored.IsQueued,
            ClaimedAt = stored.ClaimedAt,
            Attempts = stored.Attempts,
            NextAttemptAt = stored.NextAttemptAt,
            UnknownSince = stored.UnknownSince,
            Repeats = stored.Repeats,
            CreatedAt = message.CreatedAt,
            SentAt = message.SentAt,
            DeliveredAt = message.DeliveredAt,
            ReadAt = message.ReadAt,
        };
    }

    public static ExportedNote Of(Note note) => new()
    {
        Id = note.Id,
        ConversationId = note.ConversationId.Value,
        Text = note.Text,
        Flow = note.Flow,
        CreatedAt = note.CreatedAt,
    };

    public static ExportedFlowTimer Of(FlowTimerRecord timer) => new() { ConversationId = timer.ConversationId.Value, Visit = timer.Visit, DueAt = timer.DueAt };

    /// <param name="body">What is to be done, opened.</param>
    public static ExportedFlowErrand Of(FlowErrandRecord errand, string body) => new()
    {
        ConversationId = errand.ConversationId.Value,
        Visit = errand.Visit,
        RowId = errand.RowId,
        Body = body,
        DueAt = errand.DueAt,
        Claims = errand.Claims,
        Failures = errand.Failures,
    };

    /// <param name="body">What was posted, as it came.</param>
    public static ExportedInboxRow Of(InboxRecord row, ReadOnlySpan<byte> body)
    {
        var isText = Utf8.IsValid(body);
        return new()
        {
            Id = row.Id,
            Kind = row.Kind,
            IntegratedNumber = row.IntegratedNumber,
            ReceivedAt = row.ReceivedAt,
            Body = isText ? Encoding.UTF8.GetString(body) : null,
            Base64 = isText ? null : Convert.ToBase64String(body),
            State = row.State,
            Attempts = row.Attempts,
            Recoveries = row.Recoveries,
            NextAttemptAt = row.NextAttemptAt,
            Error = row.Error,
        };
    }
}
