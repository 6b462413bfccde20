using System.Data.Common;
using System.Globalization;
using System.Xml.Linq;
using WhatsAppSupport.Infrastructure.Persistence.Access;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Sealing;

/// <summary>A table whose rows hold a key (or what is as good as one) that the ring has sealed.</summary>
/// <param name="Id">The column that names the row, and by which the rows are walked.</param>
/// <param name="First">What comes before every id.</param>
/// <param name="ReadId">As a value that is compared and shown to nobody.</param>
/// <param name="PlaceOf">What the key is bound to.</param>
internal sealed record WrappedKeys(
    string Table, string Id, string Column, object First, Func<Database, DbDataReader, object> ReadId, Func<object, string> PlaceOf)
{
    /// <summary>The look-up key is the last: as long as it needs an old key of the ring, nobody starts without that one, and something else may need it, too.</summary>
    public static readonly WrappedKeys[] All =
    [
        new("day_keys", "day", "wrapped", int.MinValue, (_, reader) => reader.GetInt32(0), day => DayKeys.PlaceOf((int)day)),
        new("customers", "id", "data_key", Guid.Empty, (database, reader) => database.ReadId(reader, 0), id => CustomerKeys.PlaceOf((Guid)id)),
        new("data_protection_keys", "id", "xml", -1, (_, reader) => reader.GetInt32(0), _ => SealedCookieKeys.Place),
        new("secrets", "name", "value", "", (_, reader) => reader.GetString(0), name => LookupKey.PlaceOf((string)name)),
    ];

    public string PageSql => $"SELECT {Id}, {Column} FROM {Table} WHERE {Column} IS NOT NULL AND {Id} > @after ORDER BY {Id} LIMIT @limit";

    /// <summary>Those cells that are bytes of ours, and not a document of somebody else with a key in it.</summary>
    public bool HoldsBytes => Table != "data_protection_keys";

    public static string PrefixName(int index) => string.Create(CultureInfo.InvariantCulture, $"@prefix{index}");

    /// <summary>What none of the ring's keys has sealed, by what each begins with.</summary>
    public string ForeignSql(int prefixes) =>
        $"""
        SELECT {Column} FROM {Table} WHERE length({Column}) > {RingKey.Length}
          AND NOT ({string.Join(" OR ", Enumerable.Range(0, prefixes).Select(index => $"substr({Column}, 1, length({PrefixName(index)})) = {PrefixName(index)}"))})
        LIMIT @limit
        """;

    public string ReplaceSql => $"UPDATE {Table} SET {Column} = @value WHERE {Id} = @id AND {Column} = @before";

    /// <returns>Null: it is stored in clear.</returns>
    public static byte[]? WrappedIn(object stored) => stored switch
    {
        byte[] { Length: <= RingKey.Length } => null,
        byte[] wrapped => wrapped,
        string xml => SealedElement(XElement.Parse(xml)) is { } element ? Convert.FromBase64String(element.Value) : null,
        _ => null,
    };

    /// <summary>As it is stored: the keys of cookies stand in the midst of XML that is not ours.</summary>
    public static object With(object stored, byte[] wrapped)
    {
        if (stored is not string xml)
        {
            return wrapped;
        }

        var document = XElement.Parse(xml);
        SealedElement(document)!.Value = Convert.ToBase64String(wrapped);
        return document.ToString(SaveOptions.DisableFormatting);
    }

    private static XElement? SealedElement(XElement document) => document.DescendantsAndSelf(SealedCookieKeys.Element).FirstOrDefault();
}
