namespace WhatsAppSupport.Infrastructure.Persistence.Search;

/// <summary>That a message is in the index, and the keyed marks of its words: no word is ever stored here.</summary>
public sealed class MessageMarks
{
    /// <summary>The message's place among all messages.</summary>
    public long Seq { get; set; }

    public long[] Marks { get; set; } = [];
}
