using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Http;

namespace WhatsAppSupport.Infrastructure.Msg91;

/// <summary>
/// Collects the words and numbers of a refusal, which come as a string, an array, an object, or Meta's whole error in a string.
/// What they quote of the message is left out first: it must not be kept, and a customer's words must not be read as MSG91's
/// ("unauthorized" would stop the whole outbox).
/// </summary>
internal sealed partial class Complaint(OutgoingMessage message)
{
    private const int Longest = 2_000;

    private const int Deepest = 6;

    private readonly StringBuilder words = new();

    private readonly List<RefusalCode> codes = [];

    public string Words => words.ToString();

    public IReadOnlyList<RefusalCode> Codes => codes;

    /// <summary>MSG91's own number, at the root of its answer.</summary>
    public void AddProviderCode(int? code)
    {
        if (code is { } some)
        {
            codes.Add(new RefusalCode(some, IsMeta: false));
        }
    }

    public void Add(JsonElement? element, int depth = 0)
    {
        if (element is not { } some || depth > Deepest || words.Length >= Longest)
        {
            return;
        }

        switch (some.ValueKind)
        {
            case JsonValueKind.String:
                AddWords(element.Text() ?? "");
                break;
            case JsonValueKind.Array:
                foreach (var item in element.Items())
                {
                    Add(item, depth + 1);
                }

                break;
            case JsonValueKind.Object:
                AddMetaCode(element.Field("code").Integer());
                foreach (var property in some.EnumerateObject())
                {
                    Add(property.Value, depth + 1);
                }

                break;
        }
    }

    private void AddWords(string text)
    {
        text = WithoutQuotes(text);
        var part = text[..Math.Min(text.Length, Longest - words.Length)];
        words.Append(words.Length > 0 ? "; " : "").Append(part);
        foreach (Match match in NumberInWords().Matches(part))
        {
            AddMetaCode(int.Parse(match.Groups["code"].ValueSpan, CultureInfo.InvariantCulture));
        }
    }

    private string WithoutQuotes(string text)
    {
        string?[] quotes =
        [
            message.Text,
            message.To,
            .. message.Options.SelectMany(option => new[] { option.Title, option.Description, option.Section }),
            .. MediaText.NamesIn(message.Media),
            MediaText.UrlIn(message.Media),
        ];
        foreach (var quote in quotes.OfType<string>().Where(quote => quote.Length > 2).OrderByDescending(quote => quote.Length))
        {
            text = text.Replace(quote, "…", StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }

    private void AddMetaCode(int? code)
    {
        if (code is { } some)
        {
            codes.Add(new RefusalCode(some, IsMeta: true));
        }
    }

    /// <summary>"(#4) …", "… 131056 …", or <c>"code":4</c> of an error object in a string.</summary>
    [GeneratedRegex(@"\(#(?<code>[0-9]{1,6})\)|\b(?<code>1[0-9]{5})\b|""code""\s*:\s*""?(?<code>[0-9]{1,6})\b", RegexOptions.CultureInvariant)]
    private static partial Regex NumberInWords();
}
