using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Audit;
using WhatsAppSupport.Application.Export;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;
using WhatsAppSupport.Infrastructure.Persistence.Tables;

namespace WhatsAppSupport.Infrastructure.Persistence.Erasure;

/// <summary>Each page is read with a connection of its own, which is given back before the page is written to whoever asked.</summary>
internal sealed class ExportStore(Database database, IContextFactory contexts, Vault vault, InboxSeal seal, TimeProvider clock) : IExports
{
    private const int Page = 200;

    public async Task<ExportedCustomer?> BeginAsync(CustomerId customer, AuditEntry entry, CancellationToken cancellationToken)
    {
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var context = contexts.Create();
        if (await FindAsync(context, customer, cancellationToken) is not { } found)
        {
            return null;
        }

        context.Add(AuditRecord.From(entry, clock.GetUtcNow()));
        await context.SaveChangesAsync(cancellationToken);
        return ExportedRows.Of(found);
    }

    public async IAsyncEnumerable<ExportedConversation> ConversationsAsync(CustomerId customer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var id in await ConversationIdsAsync(customer, cancellationToken))
        {
            await using var context = contexts.Create();
            var found = await context.Conversations.AsNoTracking()
                .Where(conversation => conversation.Id == id)
                .Select(conversation => new StoredConversation(
                    conversation,
                    EF.Property<DateTimeOffset?>(conversation, ConversationsTable.NotifiedAt),
                    EF.Property<int>(conversation, ConversationsTable.NotifyAttempts),
                    EF.Property<DateTimeOffset?>(conversation, ConversationsTable.NotifyAfter)))
                .SingleOrDefaultAsync(cancellationToken);
            if (found is not null)
            {
                yield return ExportedRows.Of(found with { Conversation = (await vault.ShowAsync([found.Conversation], cancellationToken))[0] });
            }
        }
    }

    public async IAsyncEnumerable<ExportedMessage> MessagesAsync(CustomerId customer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in MessagePagesAsync(customer, cancellationToken))
        {
            foreach (var message in page)
            {
                yield return ExportedRows.Of(message);
            }
        }
    }

    public async IAsyncEnumerable<ExportedNote> NotesAsync(CustomerId customer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var conversation in await ConversationIdsAsync(customer, cancellationToken))
        {
            await using var context = contexts.Create();
            var stored = await context.Notes.AsNoTracking()
                .Where(note => note.ConversationId == conversation).OrderBy(note => note.CreatedAt).ThenBy(note => note.Id).ToListAsync(cancellationToken);
            foreach (var note in await vault.ShowAsync(customer, stored, cancellationToken))
            {
                yield return ExportedRows.Of(note);
            }
        }
    }

    public async IAsyncEnumerable<ExportedFlowTimer> FlowTimersAsync(CustomerId customer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var conversation in await ConversationIdsAsync(customer, cancellationToken))
        {
            await using var context = contexts.Create();
            if (await context.FlowTimers.AsNoTracking().SingleOrDefaultAsync(timer => timer.ConversationId == conversation, cancellationToken) is { } timer)
            {
                yield return ExportedRows.Of(timer);
            }
        }
    }

    public async IAsyncEnumerable<ExportedFlowErrand> FlowErrandsAsync(CustomerId customer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var conversation in await ConversationIdsAsync(customer, cancellationToken))
        {
            await using var context = contexts.Create();
            if (await context.FlowErrands.AsNoTracking().SingleOrDefaultAsync(errand => errand.ConversationId == conversation, cancellationToken) is { } errand)
            {
                using var ciphers = await vault.ForShowingAsync([customer], cancellationToken);
                yield return ExportedRows.Of(errand, ciphers.Of(customer).OpenErrand(errand));
            }
        }
    }

    public async IAsyncEnumerable<ExportedInboxRow> InboxAsync(CustomerId customer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var id in await InboxIdsAsync(customer, cancellationToken))
        {
            await using var context = contexts.Create();
            if (await context.Inbox.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is { Body.Length: > 0 } found)
            {
                yield return ExportedRows.Of(found, (await seal.OpenAsync(found, cancellationToken)).Span);
            }
        }
    }

    public async IAsyncEnumerable<AuditEntryRead> AuditAsync(CustomerId customer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var conversations = (await ConversationIdsAsync(customer, cancellationToken)).Select(id => id.ToString());
        foreach (var subjects in conversations.Prepend(customer.ToString()).Chunk(Page))
        {
            foreach (var entry in await AuditOfAsync(subjects, cancellationToken))
            {
                yield return entry;
            }
        }

        await foreach (var page in MessagePagesAsync(customer, cancellationToken))
        {
            foreach (var entry in await AuditOfAsync([.. page.Select(message => message.Message.Id.ToString())], cancellationToken))
            {
                yield return entry;
            }
        }

        await using var context = contexts.Create();
        if (await FindAsync(context, customer, cancellationToken) is null)
        {
            throw new InvalidOperationException($"Customer {customer} was erased while they were exported.");
        }
    }

    private async Task<Customer?> FindAsync(SupportContext context, CustomerId customer, CancellationToken cancellationToken) =>
        await context.Customers.AsNoTracking().SingleOrDefaultAsync(row => row.Id == customer, cancellationToken) is { } stored
            ? (await vault.ShowAsync([stored], cancellationToken))[0]
            : null;

    private async Task<IReadOnlyList<ConversationId>> ConversationIdsAsync(CustomerId customer, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        return await context.Conversations
            .Where(conversation => conversation.CustomerId == customer)
            .OrderBy(conversation => conversation.CreatedAt)
            .ThenBy(conversation => conversation.Id)
            .Select(conversation => conversation.Id)
            .ToListAsync(cancellationToken);
    }

    private async IAsyncEnumerable<IReadOnlyList<StoredMessage>> MessagePagesAsync(CustomerId customer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var conversation in await ConversationIdsAsync(customer, cancellationToken))
        {
            for (var last = 0; await MessagePageAsync(conversation, last, cancellationToken) is { Count: > 0 } page; last = page[^1].Message.Ordinal)
            {
                yield return page;
            }
        }
    }

    private async Task<IReadOnlyList<StoredMessage>> MessagePageAsync(ConversationId conversation, int after, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var page = await context.Messages.AsNoTracking()
            .Where(message => message.ConversationId == conversation && message.Ordinal > after)
            .OrderBy(message => message.Ordinal)
            .Take(Page)
            .Select(message => new StoredMessage(
                message,
                EF.Property<long>(message, MessagesTable.Sequence),
                EF.Property<bool>(message, MessagesTable.IsQueued),
                EF.Property<DateTimeOffset?>(message, MessagesTable.ClaimedAt),
                EF.Property<int>(message, MessagesTable.Attempts),
                EF.Property<DateTimeOffset?>(message, MessagesTable.NextAttemptAt),
                EF.Property<DateTimeOffset?>(message, MessagesTable.UnknownSince),
                EF.Property<int>(message, MessagesTable.Repeats)))
            .ToListAsync(cancellationToken);
        var opened = await vault.ShowAsync([.. page.Select(one => one.Message)], cancellationToken);
        return [.. page.Zip(opened, (one, message) => one with { Message = message })];
    }

    /// <summary>Those of their lanes, in either state for its index, and those that name them.</summary>
    private async Task<IEnumerable<long>> InboxIdsAsync(CustomerId id, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        if (await FindAsync(context, id, cancellationToken) is not { } customer)
        {
            return [];
        }

        var ids = new HashSet<long>(await context.FindMentionsAsync(seal, customer, cancellationToken));
        LookupHash?[] lanes = [customer.PhoneHash, customer.BsuidHash];
        foreach (var lane in lanes.OfType<LookupHash>())
        {
            var rows = context.Inbox.Where(row => row.CustomerHash == lane);
            ids.UnionWith(await rows.Where(row => row.State == InboxState.Pending).Select(row => row.Id).ToListAsync(cancellationToken));
            ids.UnionWith(await rows.Where(row => row.State != InboxState.Pending).Select(row => row.Id).ToListAsync(cancellationToken));
        }

        return ids.Order();
    }

    private async Task<IReadOnlyList<AuditEntryRead>> AuditOfAsync(string[] subjects, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        return await context.AuditEntries.AsNoTracking()
            .Where(entry => subjects.Contains(entry.SubjectId))
            .OrderBy(entry => entry.Id)
            .Select(entry => new AuditEntryRead(
                entry.Id, entry.At, entry.ActorKind, entry.ActorId, entry.ActorName, entry.Action, entry.SubjectKind, entry.SubjectId, entry.Before, entry.After))
            .ToListAsync(cancellationToken);
    }
}
