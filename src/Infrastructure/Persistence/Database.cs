using System.Data.Common;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>The one database of this process, for the statements that are written by hand; everything else goes through the context.</summary>
internal abstract class Database
{
    /// <summary>
    /// Locks a conversation's row against a take-over until the claim commits, and leaves alone what a turn or a take-over has locked; nothing
    /// where one writes at a time.
    /// </summary>
    public abstract string ShareConversation { get; }

    /// <summary>Skips rows that another process is claiming; nothing where one writes at a time.</summary>
    public string SkipLocked => SkipLockedOf("m");

    /// <summary>The same for a join: a row of which one side is locked is skipped; nothing where one writes at a time.</summary>
    public abstract string SkipLockedOf(string aliases);

    /// <summary>Locks the rows that a query finds until the transaction ends, and waits for who has them locked; nothing where one writes at a time.</summary>
    public abstract string LockRows { get; }

    /// <summary>
    /// Shuts out, until the transaction ends, whoever removes messages or customers, and whoever else brings them into the index of words: what is
    /// there now is there still at the commit. Null where one writes at a time.
    /// </summary>
    public virtual string? HoldIndex => null;

    /// <summary>That customer <c>u</c> is in one of the <c>@slots</c>, by the hash that names the lane; true where these are null.</summary>
    public abstract string IsInSlots { get; }

    /// <summary>Draws the id of a row of the inbox before it is inserted, where several write at once; null where the insert gives it.</summary>
    public virtual string? DrawInboxId => null;

    /// <summary>Throws <see cref="Sqlite.DatabaseInUseException"/> where the database is for one process and another one has it.</summary>
    public virtual void TakeForThisProcess()
    {
    }

    /// <summary>False: there is no such file yet, and looking for it would make one.</summary>
    public virtual bool IsThere => true;

    /// <summary>Its version as text, and its clock; null where that is ours.</summary>
    public abstract string WhoItIs { get; }

    /// <summary>
    /// Asks it something and waits for the answer, as long as the driver does. Not to be cancelled: who has no patience leaves, and whoever
    /// asks meanwhile waits for the same answer.
    /// </summary>
    public abstract Task AskAsync();

    /// <summary>Held while migrations run: one process at a time. Null where <see cref="TakeForThisProcess"/> sees to that.</summary>
    public virtual ValueTask<IAsyncDisposable?> EnterMigrationAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IAsyncDisposable?>(null);

    public abstract ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>SQLite: one writer at a time inside the process.</summary>
    public abstract ValueTask<IDisposable?> EnterWriteAsync(CancellationToken cancellationToken);

    /// <summary>Cuts off a log in which pages stand as they were before; nothing where a server keeps a log of its own.</summary>
    /// <param name="patience">How long it waits for who still reads what the log holds, and for who cuts it off as well.</param>
    /// <exception cref="TimeoutException">They were not done in time.</exception>
    public virtual Task CutOffLogAsync(DbConnection connection, TimeSpan patience, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A list as this database takes it for a parameter.</summary>
    public abstract object? List(IReadOnlyList<int>? values);

    /// <summary>SQL for an instant so many seconds before another; null where either is.</summary>
    public abstract string Before(string instant, string seconds);

    public abstract object Instant(DateTimeOffset instant);

    public abstract DateTimeOffset ReadInstant(DbDataReader reader, int column);

    public abstract Guid ReadId(DbDataReader reader, int column);
}
