namespace WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

/// <summary>What stands at a line of a file.</summary>
internal abstract record YamlValue(int Line);

/// <param name="IsQuoted">Whether it can only be text: <c>"~"</c> is text, <c>~</c> is nothing.</param>
internal sealed record YamlScalar(string Text, bool IsQuoted, int Line) : YamlValue(Line)
{
    public bool IsNothing => !IsQuoted && Text is "" or "~" or "null";
}

internal sealed record YamlList(IReadOnlyList<YamlValue> Items, int Line) : YamlValue(Line);

internal sealed record YamlMap(IReadOnlyList<YamlEntry> Entries, int Line) : YamlValue(Line);

internal sealed record YamlEntry(string Key, int Line, YamlValue Value);
