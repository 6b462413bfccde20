using System.Globalization;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace WhatsAppSupport.Infrastructure.Persistence.Sqlite;

/// <summary>Marks as FTS5 takes them for words: each 16 hexadecimal digits.</summary>
internal static class SqliteMarks
{
    public static string Write(IEnumerable<long> marks) => string.Join(' ', marks.Select(mark => mark.ToString("x16", CultureInfo.InvariantCulture)));

    public static long[] Read(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(mark => long.Parse(mark, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];

    internal sealed class Converter() : ValueConverter<long[], string>(marks => Write(marks), text => Read(text));

    internal sealed class Comparer() : ValueComparer<long[]>((left, right) => left!.SequenceEqual(right!), marks => marks.Length, marks => marks);
}
