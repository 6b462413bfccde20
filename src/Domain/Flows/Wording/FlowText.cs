using System.Diagnostics.CodeAnalysis;

namespace WhatsAppSupport.Domain.Flows.Wording;

/// <summary>A text in one language or in several. The customer's own decides: <c>hi-IN</c>, then <c>hi</c>, then the flow's first language.</summary>
public sealed class FlowText
{
    private static readonly Dictionary<string, TextTemplate> NoLanguages = [];

    private readonly Dictionary<string, TextTemplate> byLanguage;

    /// <param name="texts">By language tag, at least one; the one of <paramref name="usual"/>, or else the first, is for everybody else.</param>
    public FlowText(IReadOnlyList<KeyValuePair<string, TextTemplate>> texts, string? usual = null)
    {
        byLanguage = texts.ToDictionary(StringComparer.OrdinalIgnoreCase);
        Usual = usual is not null && byLanguage.TryGetValue(usual, out var own) ? own : texts[0].Value;
    }

    private FlowText(TextTemplate only) => (byLanguage, Usual) = (NoLanguages, only);

    public TextTemplate Usual { get; }

    /// <summary>Empty where one text is for everybody.</summary>
    public IReadOnlyCollection<string> Languages => byLanguage.Keys;

    public IEnumerable<TextTemplate> All => byLanguage.Count == 0 ? [Usual] : byLanguage.Values;

    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator FlowText?(TextTemplate? text) => text is null ? null : new(text);

    public static FlowText From(TextTemplate text) => new(text);

    public TextTemplate In(string? language) => LanguageTag.For(byLanguage, language) ?? Usual;

    public bool IsIn(string language) => LanguageTag.For(byLanguage, language) is not null;

    public override string ToString() => Usual.ToString();
}
