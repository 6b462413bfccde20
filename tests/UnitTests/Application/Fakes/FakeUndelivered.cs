using WhatsAppSupport.Application.Backlog;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Undelivered;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

/// <summary>Messages that did not arrive, and how many of everything wait for a person.</summary>
internal sealed class FakeUndelivered : IUndelivered, IBacklog
{
    /// <summary>In the order in which they were written.</summary>
    public List<SentMessage> All { get; } = [];

    public AttentionCounts Counts { get; set; } = AttentionCounts.None;

    /// <summary>What else there is to do.</summary>
    public BacklogCounts Work { get; set; } = BacklogCounts.None;

    /// <summary>Thrown by the next counts, once each.</summary>
    public Queue<Exception> Outages { get; } = new();

    public Task<IReadOnlyList<UndeliveredView>> ListAsync(UndeliveredFilter filter, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<UndeliveredView>>(
        [
            .. All.Select(ViewOf).Reverse()
                .Where(view => filter.Status is null || view.Message.Status == filter.Status)
                .Where(view => view.Place < (filter.Before ?? long.MaxValue))
                .Take(filter.Limit),
        ]);

    public Task<SentMessage?> FindAsync(MessageId id, CancellationToken cancellationToken) =>
        Task.FromResult(All.Find(sent => sent.Message.Id == id));

    public Task<BacklogCounts> CountAsync(int most, CancellationToken cancellationToken) =>
        Outages.TryDequeue(out var outage) ? Task.FromException<BacklogCounts>(outage) : Task.FromResult(Work with { Attention = Counts });

    private UndeliveredView ViewOf(SentMessage sent, int index) => new()
    {
        Place = index + 1,
        Conversation = sent.Message.ConversationId.Value,
        Customer = sent.Customer.Id.Value,
        Attempts = 1,
        IsUndecided = sent.IsQueued,
        ResentAs = sent.ResentAs?.Value,
        Message = MessageView.From(sent.Message),
    };
}
