using System.Collections.Frozen;
using System.Globalization;
using WhatsAppSupport.Domain.Flows.Triggers;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Domain.Flows;

/// <summary>What can be chosen at one step, and how an answer is told to be one of them.</summary>
internal sealed class Choices
{
    public static readonly Choices None = new("", []);

    private readonly FrozenDictionary<string, int> byTitle;
    private readonly FrozenDictionary<string, int> byWords;

    /// <param name="prefix">Belongs to this step of this content of the flow alone, so that a tap on another step's old message is not taken for an answer.</param>
    public Choices(string prefix, IReadOnlyList<string> titles)
    {
        Options = [.. titles.Select((title, index) => new ReplyOption(string.Create(CultureInfo.InvariantCulture, $"{prefix}.{index + 1}"), title))];
        byTitle = Unique(titles.Select(FoldedText.Of));
        byWords = Unique(titles.Select(WordsOf));
    }

    public IReadOnlyList<ReplyOption> Options { get; }

    /// <summary>The choice that was tapped, written out or numbered, in this order; null when none was.</summary>
    public int? Find(CustomerInput input)
    {
        if (!input.IsWords)
            return null;
        for (var index = 0; input.Payload is not null && index < Options.Count; index++)
        {
            if (Options[index].Id == input.Payload)
                return index;
        }

        var answer = FoldedText.Of(input.Text);
        return byTitle.TryGetValue(answer, out var named) ? named
            : NumberIn(answer) is { } numbered ? numbered
            : byWords.TryGetValue(WordsOf(answer), out var spoken) ? spoken
            : null;
    }

    /// <summary>"2", "2." and "2)" alike; folding has made the digits of every script 0 to 9.</summary>
    private int? NumberIn(string answer) =>
        int.TryParse(answer.AsSpan().TrimEnd(".)"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= 1 && number <= Options.Count
            ? number - 1
            : null;

    /// <summary>Without signs: "yes please" answers "Yes, please!".</summary>
    private static string WordsOf(string text) => string.Join(' ', Phrase.WordsIn(text));

    /// <summary>What means only one of them.</summary>
    private static FrozenDictionary<string, int> Unique(IEnumerable<string> names) => names
        .Index()
        .GroupBy(name => name.Item, name => name.Index, StringComparer.Ordinal)
        .Where(group => group.Key.Length > 0 && group.Count() == 1)
        .ToFrozenDictionary(group => group.Key, group => group.Single(), StringComparer.Ordinal);
}
