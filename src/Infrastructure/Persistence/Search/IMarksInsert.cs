namespace WhatsAppSupport.Infrastructure.Persistence.Search;

/// <summary>Stores marks in the transaction of the context; not of messages that have some, or are no longer there.</summary>
internal interface IMarksInsert
{
    Task InsertAsync(SupportContext context, IReadOnlyList<MessageMarks> messages, CancellationToken cancellationToken);
}
