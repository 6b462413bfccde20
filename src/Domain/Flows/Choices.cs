using System.Globalization;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Triggers;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Domain.Flows;

/// <summary>What can be chosen at one step, and how an answer is told to be one of them.</summary>
internal sealed class Choices
{
    public static readonly Choices None = new("", []);

    private readonly IReadOnlyList<Choice> choices;
    private readonly IReadOnlyList<string> ids;
    private readonly IReadOnlyList<ReplyOption> usual;

    /// <summary>Each is made when somebody is first spoken to in it: a flow of many languages has many choices.</summary>
    private readonly Dictionary<string, Lazy<IReadOnlyList<ReplyOption>>> byLanguage;

    private readonly Dictionary<string, int> byTitle;
    private readonly Dictionary<string, int> byWords;

    /// <param name="prefix">Belongs to this step of this content of the flow alone, so that a tap on another step's old message is not taken for an answer.</param>
    public Choices(string prefix, IReadOnlyList<Choice> choices)
    {
        this.choices = choices;
        ids = [.. choices.Index().Select(choice => string.Create(CultureInfo.InvariantCulture, $"{prefix}.{choice.Index + 1}"))];
        var titles = choices.Index().SelectMany(choice => choice.Item.Title.All.Select(title => (choice.Index, Title: title.Source))).ToList();
        byTitle = Unique(titles.Select(one => (one.Index, FoldedText.Of(one.Title))));
        byWords = Unique(titles.Select(one => (one.Index, WordsOf(one.Title))));
        usual = OptionsOf(null);
        byLanguage = choices.SelectMany(choice => choice.Title.Languages).Distinct(StringComparer.OrdinalIgnoreCase)
            .ToDictionary(language => language, language => new Lazy<IReadOnlyList<ReplyOption>>(() => OptionsOf(language)), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>As they are shown to who is spoken to in this language.</summary>
    public IReadOnlyList<ReplyOption> OptionsIn(string? language) => LanguageTag.For(byLanguage, language)?.Value ?? usual;

    /// <summary>The choice that was tapped, written out or numbered, in this order; null when none was.</summary>
    public int? Find(CustomerInput input)
    {
        if (!input.IsWords)
            return null;
        for (var index = 0; input.Payload is not null && index < ids.Count; index++)
        {
            if (ids[index] == input.Payload)
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
        && number >= 1 && number <= ids.Count
            ? number - 1
            : null;

    /// <summary>Without signs: "yes please" answers "Yes, please!".</summary>
    private static string WordsOf(string text) => string.Join(' ', Phrase.WordsIn(text));

    private IReadOnlyList<ReplyOption> OptionsOf(string? language) =>
        [.. choices.Index().Select(choice => new ReplyOption(
            ids[choice.Index], choice.Item.Title.In(language).Source, choice.Item.Description?.In(language).Source, choice.Item.Section?.In(language).Source))];

    /// <summary>What means only one of them.</summary>
    private static Dictionary<string, int> Unique(IEnumerable<(int Index, string Name)> names) => names
        .GroupBy(name => name.Name, name => name.Index, StringComparer.Ordinal)
        .Where(group => group.Key.Length > 0 && group.Distinct().Count() == 1)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
}
