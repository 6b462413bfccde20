namespace WhatsAppSupport.Application.Search;

/// <summary>
/// Finds messages by whole words, all of which must occur in the text. No beginnings of words and no ranking: keyed words, once texts are
/// encrypted, can promise neither.
/// </summary>
public interface IMessageSearch
{
    /// <summary>Newest first, in the order in which they were committed; only what stands strictly behind <paramref name="before"/>.</summary>
    /// <param name="words">At least one.</param>
    /// <param name="before">Null: from the newest.</param>
    Task<IReadOnlyList<FoundMessage>> FindAsync(SearchWords words, long? before, int limit, CancellationToken cancellationToken);
}
