using WhatsAppSupport.Application.Search;
using WhatsAppSupport.Application.Security;

namespace WhatsAppSupport.Infrastructure.Persistence.Search;

/// <summary>The keyed marks of words; each word is marked once, because the same ones come again and again in a batch of texts.</summary>
internal sealed class WordMarks(ILookupHashes hashes)
{
    private readonly Dictionary<string, long> known = new(StringComparer.Ordinal);

    /// <summary>In the order of the words.</summary>
    public long[] Of(SearchWords words) => [.. words.All.Select(MarkOf)];

    private long MarkOf(string word)
    {
        if (!known.TryGetValue(word, out var mark))
        {
            known[word] = mark = hashes.MarkOfWord(word);
        }

        return mark;
    }
}
