namespace WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

/// <summary>What was probably meant by a word that is unknown.</summary>
internal static class NearestWord
{
    /// <summary>Of all words that it is compared with: whoever has more of them looks by themselves.</summary>
    private const int MostLetters = 20_000;

    private const int MostListed = 50;

    /// <summary>Nobody mistypes more letters of a long word than that.</summary>
    private const int MostMistyped = 5;

    /// <summary>Null when none is near: more than a third of the letters differ, or more than <see cref="MostMistyped"/>.</summary>
    public static string? To(string word, IEnumerable<string> known)
    {
        var letters = 0;
        return known
            .TakeWhile(candidate => (letters += candidate.Length) <= MostLetters)
            .Select(candidate => (Word: candidate, Distance: Distance(word, candidate, Math.Clamp(candidate.Length / 3, 1, MostMistyped))))
            .Where(candidate => candidate.Distance is not null)
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Word, StringComparer.Ordinal)
            .Select(candidate => candidate.Word)
            .FirstOrDefault();
    }

    /// <summary>What there is, where none is near.</summary>
    public static string Listed(IReadOnlyCollection<string> known) =>
        string.Join(", ", known.Order(StringComparer.Ordinal).Take(MostListed)) + (known.Count > MostListed ? $" and {known.Count - MostListed} more" : "");

    /// <summary>How many letters have to be changed, put in or left out; null for more than <paramref name="most"/>.</summary>
    private static int? Distance(ReadOnlySpan<char> from, ReadOnlySpan<char> to, int most)
    {
        if (Math.Abs(from.Length - to.Length) > most)
            return null;
        var same = from.CommonPrefixLength(to);
        from = from[same..];
        to = to[same..];
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            // Farther from the diagonal than that, each place is more than that away.
            var (first, last) = (Math.Max(1, i - most), Math.Min(to.Length, i + most));
            var diagonal = row[first - 1];
            var least = row[first - 1] = first == 1 ? i : most + 1;
            for (var j = first; j <= last; j++)
            {
                var changed = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
                least = Math.Min(least, row[j]);
            }

            if (least > most)
                return null;
        }

        return row[to.Length] <= most ? row[to.Length] : null;
    }
}
