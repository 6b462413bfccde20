namespace WhatsAppSupport.Application.Search;

/// <summary>
/// Brings into the index what was written since it was last asked: nothing of it is a turn's work. Each call is one short transaction, and
/// may be made by two processes at once.
/// </summary>
public interface IWordIndex
{
    /// <summary>The messages that were committed since, oldest first, whatever their place.</summary>
    /// <returns>Whether there may be more.</returns>
    Task<bool> AddMessagesAsync(int limit, CancellationToken cancellationToken);

    /// <summary>The customers who are new or called differently.</summary>
    /// <returns>Whether there may be more.</returns>
    Task<bool> AddNamesAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Messages of before there was this index, newest first.</summary>
    /// <returns>Whether there may be more.</returns>
    Task<bool> AddOlderMessagesAsync(int limit, CancellationToken cancellationToken);
}
