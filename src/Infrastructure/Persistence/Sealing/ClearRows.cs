using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Persistence.Errands;
using WhatsAppSupport.Infrastructure.Persistence.Tables;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Sealing;

/// <summary>
/// Seals what was stored in clear before there were keys. In small batches, each row only if it is still as it was read: it may run beside the program, be stopped
/// and begun again; what changed under its hands is left to the next round.
/// </summary>
public interface IClearRows
{
    /// <returns>How many rows were sealed, batch by batch.</returns>
    IAsyncEnumerable<int> SealAsync(CancellationToken cancellationToken);

    /// <summary>Gives back the room of what was overwritten, where the old values still stand, in the file as in its log.</summary>
    Task TidyAsync(CancellationToken cancellationToken);
}

internal sealed partial class ClearRows(Database database, IContextFactory contexts, Vault vault, InboxSeal inbox, LookupKey lookupKey, ILogger<ClearRows> logger) : IClearRows
{
    private const int Batch = 200;

    /// <summary>The program may be serving beside this command, and cuts off the log as well.</summary>
    private static readonly TimeSpan CuttingOff = TimeSpan.FromMinutes(1);

    public async IAsyncEnumerable<int> SealAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using (var context = contexts.Create())
        {
            // First of all: from now on nobody starts without the keys.
            await lookupKey.ReadOrMakeAsync(context, cancellationToken);
        }

        int round;
        do
        {
            round = 0;
            await foreach (var count in SealOnceAsync(cancellationToken))
            {
                round += count;
                yield return count;
            }
        }
        while (round > 0);
    }

    public async Task TidyAsync(CancellationToken cancellationToken)
    {
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var vacuum = connection.Of(database, "VACUUM");
        vacuum.CommandTimeout = (int)TimeSpan.FromHours(1).TotalSeconds;
        await vacuum.ExecuteNonQueryAsync(cancellationToken);
        await database.CutOffLogAsync(connection, CuttingOff, cancellationToken);
    }

    private async IAsyncEnumerable<int> SealOnceAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var customer = Guid.Empty;
        while (await context.Customers.AsNoTracking().Where(row => ((Guid)(object)row.Id).CompareTo(customer) > 0)
            .OrderBy(row => row.Id).Take(Batch).ToListAsync(cancellationToken) is { Count: > 0 } page)
        {
            customer = page[^1].Id.Value;
            yield return await EachAsync(page.Where(row => row.IsInClear()), row => SealAsync(context, row, cancellationToken));
        }

        var conversation = Guid.Empty;
        while (await context.Conversations.AsNoTracking().Where(row => ((Guid)(object)row.Id).CompareTo(conversation) > 0)
            .OrderBy(row => row.Id).Take(Batch).ToListAsync(cancellationToken) is { Count: > 0 } page)
        {
            conversation = page[^1].Id.Value;
            yield return await EachAsync(page.Where(row => row.IsInClear()), row => SealAsync(context, row, cancellationToken));
        }

        var message = 0L;
        while (await context.Messages.AsNoTracking().Where(row => EF.Property<long>(row, MessagesTable.Sequence) > message)
            .OrderBy(row => EF.Property<long>(row, MessagesTable.Sequence)).Take(Batch)
            .Select(row => new { Row = row, Place = EF.Property<long>(row, MessagesTable.Sequence) }).ToListAsync(cancellationToken) is { Count: > 0 } page)
        {
            message = page[^1].Place;
            yield return await EachAsync(page.Select(one => one.Row).Where(row => row.IsInClear()), row => SealAsync(context, row, cancellationToken));
        }

        var left = Guid.Empty;
        while (await context.FlowErrands.AsNoTracking().Where(row => ((Guid)(object)row.ConversationId).CompareTo(left) > 0)
            .OrderBy(row => row.ConversationId).Take(Batch).ToListAsync(cancellationToken) is { Count: > 0 } page)
        {
            left = page[^1].ConversationId.Value;
            yield return await EachAsync(page.Where(row => !SealedText.IsSealed(row.Body)), row => SealAsync(context, row, cancellationToken));
        }

        var noted = Guid.Empty;
        while (await context.Notes.AsNoTracking().Where(row => row.Id.CompareTo(noted) > 0)
            .OrderBy(row => row.Id).Take(Batch).ToListAsync(cancellationToken) is { Count: > 0 } page)
        {
            noted = page[^1].Id;
            yield return await EachAsync(page.Where(row => !row.IsSealed()), row => SealAsync(context, row, cancellationToken));
        }

        var posted = 0L;
        while (await context.Inbox.AsNoTracking().Where(row => row.Id > posted).OrderBy(row => row.Id).Take(Batch).ToListAsync(cancellationToken) is { Count: > 0 } page)
        {
            posted = page[^1].Id;
            yield return await EachAsync(page.Where(row => row.Body.Length > 0 && SealedBody.DayOf(row.Body) is null), row => SealAsync(context, row, cancellationToken));
        }
    }

    private async Task<int> EachAsync<T>(IEnumerable<T> rows, Func<T, Task<int>> seal)
    {
        var count = 0;
        foreach (var row in rows)
        {
            try
            {
                count += await seal(row);
            }
            catch (UnreadableValueException unreadable)
            {
                // One value of it is sealed already, and damaged.
                IsLeft(logger, unreadable.Column, unreadable.Row);
            }
        }

        return count;
    }

    private async Task<int> SealAsync(SupportContext context, Customer row, CancellationToken cancellationToken)
    {
        using var cipher = await vault.ForWritingAsync(row.Id, cancellationToken);
        var stored = cipher.Seal(cipher.Open(row));
        using var entered = await database.EnterWriteAsync(cancellationToken);
        return await context.Customers
            .Where(c => c.Id == row.Id && c.PhoneNumber == row.PhoneNumber && c.Bsuid == row.Bsuid && c.Name == row.Name && c.Metadata == row.Metadata)
            .ExecuteUpdateAsync(
                c => c.SetProperty(x => x.PhoneNumber, stored.PhoneNumber)
                    .SetProperty(x => x.Bsuid, stored.Bsuid)
                    .SetProperty(x => x.Name, stored.Name)
                    .SetProperty(x => x.Metadata, stored.Metadata),
                cancellationToken);
    }

    private async Task<int> SealAsync(SupportContext context, Conversation row, CancellationToken cancellationToken)
    {
        using var cipher = await vault.ForWritingAsync(row.CustomerId, cancellationToken);
        var stored = cipher.Seal(cipher.Open(row));
        using var entered = await database.EnterWriteAsync(cancellationToken);
        return await context.Conversations
            .Where(c => c.Id == row.Id && c.Version == row.Version)
            .ExecuteUpdateAsync(
                c => c.SetProperty(x => x.Flow, stored.Flow).SetProperty(x => x.EscalationReason, stored.EscalationReason), cancellationToken);
    }

    /// <summary>What was said never changes; what the provider says of it may come meanwhile.</summary>
    private async Task<int> SealAsync(SupportContext context, Message row, CancellationToken cancellationToken)
    {
        using var cipher = await vault.ForWritingAsync(row.CustomerId, cancellationToken);
        var stored = cipher.Seal(cipher.Open(row));
        using var entered = await database.EnterWriteAsync(cancellationToken);
        return await context.Messages
            .Where(m => m.Id == row.Id && m.Content == row.Content && m.ProviderMessageId == row.ProviderMessageId && m.FailureReason == row.FailureReason)
            .ExecuteUpdateAsync(
                m => m.SetProperty(x => x.Content, stored.Content)
                    .SetProperty(x => x.Media, stored.Media)
                    .SetProperty(x => x.Options, stored.Options)
                    .SetProperty(x => x.SenderNumber, stored.SenderNumber)
                    .SetProperty(x => x.RecipientNumber, stored.RecipientNumber)
                    .SetProperty(x => x.ProviderMessageId, stored.ProviderMessageId)
                    .SetProperty(x => x.FailureReason, stored.FailureReason),
                cancellationToken);
    }

    private async Task<int> SealAsync(SupportContext context, FlowErrandRecord row, CancellationToken cancellationToken)
    {
        using var cipher = await ForWritingAsync(context, row.ConversationId, cancellationToken);
        var stored = cipher.SealClear(row);
        using var entered = await database.EnterWriteAsync(cancellationToken);
        return await context.FlowErrands.Where(one => one.ConversationId == row.ConversationId && one.Visit == row.Visit && one.Body == row.Body)
            .ExecuteUpdateAsync(one => one.SetProperty(x => x.Body, stored), cancellationToken);
    }

    private async Task<int> SealAsync(SupportContext context, Note row, CancellationToken cancellationToken)
    {
        using var cipher = await ForWritingAsync(context, row.ConversationId, cancellationToken);
        var stored = cipher.Seal(cipher.Open(row));
        using var entered = await database.EnterWriteAsync(cancellationToken);
        return await context.Notes.Where(one => one.Id == row.Id && one.Text == row.Text)
            .ExecuteUpdateAsync(one => one.SetProperty(x => x.Text, stored.Text), cancellationToken);
    }

    private async Task<Cipher> ForWritingAsync(SupportContext context, ConversationId of, CancellationToken cancellationToken) =>
        await vault.ForWritingAsync(
            await context.Conversations.Where(c => c.Id == of).Select(c => c.CustomerId).SingleOrDefaultAsync(cancellationToken), cancellationToken);

    private async Task<int> SealAsync(SupportContext context, InboxRecord row, CancellationToken cancellationToken)
    {
        var stored = await inbox.SealAsync(row, cancellationToken);
        using var entered = await database.EnterWriteAsync(cancellationToken);
        return await context.Inbox.Where(one => one.Id == row.Id && one.Body == row.Body)
            .ExecuteUpdateAsync(one => one.SetProperty(x => x.Body, stored), cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Column} of {Row} cannot be read: its row is left as it is")]
    private static partial void IsLeft(ILogger logger, string column, Guid row);
}
