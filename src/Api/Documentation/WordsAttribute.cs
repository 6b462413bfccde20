using System.Text.Json;

namespace WhatsAppSupport.Api.Documentation;

/// <summary>
/// For the document only: the words that a parameter takes. It stays text in the action, so that a wrong word is refused by the validator,
/// together with whatever else is wrong.
/// </summary>
/// <param name="words">Text, members of an enumeration, or an enumeration's type for all of its members.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
internal sealed class WordsAttribute(params object[] words) : Attribute
{
    public IReadOnlyList<string> All => [.. words.SelectMany(WordsOf)];

    private static IEnumerable<string> WordsOf(object word) => word switch
    {
        string text => [text],
        Type type => Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName),
        _ => [JsonNamingPolicy.SnakeCaseLower.ConvertName(word.ToString()!)],
    };
}
