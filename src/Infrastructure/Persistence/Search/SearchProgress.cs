namespace WhatsAppSupport.Infrastructure.Persistence.Search;

/// <summary>How far the index of messages has come: one row. All behind the oldest place and up to the newest are in it.</summary>
public sealed class SearchProgress
{
    public int Id { get; set; }

    public long Newest { get; set; }

    /// <summary>Up to here messages were written before there was this index, and wait to be brought in; 0 when all are.</summary>
    public long Oldest { get; set; }
}
