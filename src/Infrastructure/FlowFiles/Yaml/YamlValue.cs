namespace WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

/// <summary>What stands at a place of a file; both from 1.</summary>
internal abstract record YamlValue(int Line, int Column);

/// <param name="IsQuoted">Whether it can only be text: <c>"~"</c> is text, <c>~</c> is nothing.</param>
internal sealed record YamlScalar(string Text, bool IsQuoted, int Line, int Column) : YamlValue(Line, Column)
{
    public bool IsNothing => !IsQuoted && Text is "" or "~" or "null";
}

internal sealed record YamlList(IReadOnlyList<YamlValue> Items, int Line, int Column) : YamlValue(Line, Column);

internal sealed record YamlMap(IReadOnlyList<YamlEntry> Entries, int Line, int Column) : YamlValue(Line, Column);

internal sealed record YamlEntry(string Key, int Line, int Column, YamlValue Value);
