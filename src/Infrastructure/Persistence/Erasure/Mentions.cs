using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Erasure;

/// <summary>
/// Rows of the inbox that belong to no lane and name a customer all the same: what could not be read, and reports that still wait for their
/// message. They are few, and no index could tell whose they are: each body is looked at.
/// </summary>
internal static partial class Mentions
{
    /// <summary>The number as it is written at home, without the country code.</summary>
    private const int HomeDigits = 10;

    /// <summary>Said in the words of the partial indexes over what is in quarantine and over what waits.</summary>
    private static readonly string[] Sql =
    [
        "SELECT * FROM inbox WHERE state IN ('dead', 'quarantined') AND state = 'quarantined'",
        "SELECT * FROM inbox WHERE state = 'pending' AND kind = 'report'",
    ];

    public static async Task<IReadOnlyList<long>> FindMentionsAsync(
        this SupportContext context, InboxSeal seal, Customer customer, CancellationToken cancellationToken)
    {
        var found = new List<long>();
        foreach (var sql in Sql)
        {
            var rows = context.Inbox.FromSqlRaw(sql).AsNoTracking().AsAsyncEnumerable();
            await foreach (var row in rows.WithCancellation(cancellationToken))
            {
                if (IsNamed(customer, (await seal.OpenAsync(row, cancellationToken)).Span))
                {
                    found.Add(row.Id);
                }
            }
        }

        return found;
    }

    /// <summary>Whether the body holds the customer's number, however it is written, or their user id. One row too many is better than one too few.</summary>
    public static bool IsNamed(Customer customer, ReadOnlySpan<byte> body)
    {
        var text = Escaped().Replace(Encoding.UTF8.GetString(body), match => ((char)ushort.Parse(match.Groups["code"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());
        return (customer.Bsuid is { } bsuid && text.Contains(bsuid, StringComparison.OrdinalIgnoreCase))
            || (customer.PhoneNumber?.Digits is { } digits && Digits(text).Contains(digits.Length > HomeDigits ? digits[^HomeDigits..] : digits, StringComparison.Ordinal));
    }

    /// <summary>Digits of every script as ASCII ones, without what people write between them; a blank for everything else.</summary>
    private static string Digits(string text)
    {
        var digits = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (char.IsDigit(character))
            {
                digits.Append((char)('0' + (int)char.GetNumericValue(character)));
            }
            else if (!IsBetweenDigits(character))
            {
                digits.Append(' ');
            }
        }

        return digits.ToString();
    }

    private static bool IsBetweenDigits(char character) => char.IsWhiteSpace(character)
        || character is '+' or '.' or '(' or ')' or '/'
        || char.GetUnicodeCategory(character) is UnicodeCategory.DashPunctuation or UnicodeCategory.Format;

    [GeneratedRegex(@"\\+u(?<code>[0-9a-fA-F]{4})")]
    private static partial Regex Escaped();
}
