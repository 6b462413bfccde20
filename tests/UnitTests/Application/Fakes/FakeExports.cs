using WhatsAppSupport.Application.Audit;
using WhatsAppSupport.Application.Export;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

/// <summary>One customer of whom nothing is stored but an entry of the audit log.</summary>
internal sealed class FakeExports : IExports
{
    public ExportedCustomer? Known { get; set; }

    public List<AuditEntry> Audit { get; } = [];

    /// <summary>What was read, in that order.</summary>
    public List<string> Read { get; } = [];

    public Task<ExportedCustomer?> BeginAsync(CustomerId customer, AuditEntry entry, CancellationToken cancellationToken)
    {
        if (Known is not null)
        {
            Audit.Add(entry);
        }

        return Task.FromResult(Known);
    }

    public IAsyncEnumerable<ExportedConversation> ConversationsAsync(CustomerId customer, CancellationToken cancellationToken) =>
        NoneAsync<ExportedConversation>("conversations");

    public IAsyncEnumerable<ExportedMessage> MessagesAsync(CustomerId customer, CancellationToken cancellationToken) => NoneAsync<ExportedMessage>("messages");

    public IAsyncEnumerable<ExportedNote> NotesAsync(CustomerId customer, CancellationToken cancellationToken) => NoneAsync<ExportedNote>("notes");

    public IAsyncEnumerable<ExportedFlowTimer> FlowTimersAsync(CustomerId customer, CancellationToken cancellationToken) => NoneAsync<ExportedFlowTimer>("flow timers");

    public IAsyncEnumerable<ExportedFlowErrand> FlowErrandsAsync(CustomerId customer, CancellationToken cancellationToken) => NoneAsync<ExportedFlowErrand>("flow errands");

    public IAsyncEnumerable<ExportedInboxRow> InboxAsync(CustomerId customer, CancellationToken cancellationToken) => NoneAsync<ExportedInboxRow>("inbox");

    public async IAsyncEnumerable<AuditEntryRead> AuditAsync(CustomerId customer, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        Read.Add("audit");
        foreach (var entry in Audit)
        {
            yield return new AuditEntryRead(
                1, Domain.Known.Noon, entry.By.Kind, entry.By.Id, entry.By.Name, entry.Action, entry.Subject, entry.SubjectId, entry.Before, entry.After);
        }
    }

    private async IAsyncEnumerable<T> NoneAsync<T>(string what)
    {
        await Task.Yield();
        Read.Add(what);
        yield break;
    }
}
