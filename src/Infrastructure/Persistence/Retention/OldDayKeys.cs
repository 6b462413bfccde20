using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Retention;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Retention;

/// <summary>
/// Keys of days of which no body is left: what a backup still has of those days opens with an older backup only. The inbox begins with its oldest
/// row; two processes may have stored out of their order by moments, so the day before that one is kept, too.
/// </summary>
internal sealed class OldDayKeys(Database database, IContextFactory contexts) : IRetained
{
    public RetentionKind Kind => RetentionKind.DayKeys;

    public async IAsyncEnumerable<RemovedRows> RemoveAsync(DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new RemovedRows(Kind, await RemoveAllAsync(before, cancellationToken));
    }

    private async Task<int> RemoveAllAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var context = contexts.Create();
        var oldest = await context.Inbox.OrderBy(row => row.Id).Select(row => (DateTimeOffset?)row.ReceivedAt).FirstOrDefaultAsync(cancellationToken);
        var end = DayKeys.DayOf(oldest < before ? oldest.Value : before) - 1;
        return await context.DayKeys.Where(key => key.Day < end).ExecuteDeleteAsync(cancellationToken);
    }
}
