namespace WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

/// <summary>What stands at a place of a file; both from 1.</summary>
internal abstract record YamlValue(int Line, int Column);

/// <param name="IsQuoted">Whether it can only be text: <c>"~"</c> is text, <c>~</c> is nothing.</param>
internal sealed record YamlScalar(string Text, bool IsQuoted, int Line, int Column) : YamlValue(Line, Column)
{
    public bool IsNothing => !IsQuoted && Text is "" or "~" or "null";
}

internal sealed record YamlList(IReadOnlyList<YamlValue> Items, int Line, int Column) : YamlValue(Line, Column);

/// <param name="Entries">No two with one key.</param>
internal sealed record YamlMap(IReadOnlyList<YamlEntry> Entries, int Line, int Column) : YamlValue(Line, Column)
{
    private const int Few = 8;

    private Dictionary<string, YamlEntry>? byKey;

    /// <summary>A long map is asked for each of its fields: looked through each time, it would take the square of its length.</summary>
    public YamlEntry? Find(string key)
    {
        if (Entries.Count > Few)
            return (byKey ??= Entries.ToDictionary(entry => entry.Key, StringComparer.Ordinal)).GetValueOrDefault(key);
        foreach (var entry in Entries)
        {
            if (entry.Key == key)
                return entry;
        }

        return null;
    }
}

internal sealed record YamlEntry(string Key, int Line, int Column, YamlValue Value);
