using System.Collections.Frozen;
using System.Globalization;

namespace WhatsAppSupport.Domain.Flows.Wording;

/// <summary>
/// Unicode's own table of what counts as the same character. It is carried along because the runtime has none here: in
/// invariant globalization, which needs no ICU on the machine, <c>string.Normalize</c> changes nothing beyond ASCII.
/// </summary>
internal static class FoldingTable
{
    private static readonly (FrozenDictionary<int, string> Folds, FrozenDictionary<int, byte> Classes) Table = Load();

    /// <summary>What the character becomes; null when it stays itself.</summary>
    public static string? Fold(int character) => Table.Folds.GetValueOrDefault(character);

    /// <summary>Marks of different classes on one letter may come in any order; 0 is what marks stand on.</summary>
    public static byte ClassOf(int character) => character < 0x300 ? (byte)0 : Table.Classes.GetValueOrDefault(character);

    private static (FrozenDictionary<int, string> Folds, FrozenDictionary<int, byte> Classes) Load()
    {
        var folds = new Dictionary<int, string>();
        var classes = new Dictionary<int, byte>();
        using var stream = typeof(FoldingTable).Assembly.GetManifestResourceStream("folding.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            foreach (var entry in line.Split(' ').Skip(1).Where(_ => line[0] != '#'))
            {
                var (range, value) = Halves(entry, '=');
                var (first, last) = Halves(range, '-');
                for (var at = Hex(first); at <= Hex(last.Length == 0 ? first : last); at++)
                {
                    if (line[0] == 'C')
                        classes.Add(at, byte.Parse(value, CultureInfo.InvariantCulture));
                    else
                        folds.Add(at, Characters(value, at - Hex(first)));
                }
            }
        }

        return (folds.ToFrozenDictionary(), classes.ToFrozenDictionary());
    }

    private static string Characters(string value, int offset) => value.Length == 0
        ? ""
        : string.Concat(value.Split('+').Select(hex => char.ConvertFromUtf32(Hex(hex) + offset)));

    private static (string Left, string Right) Halves(string text, char separator)
    {
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        return at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
