namespace WhatsAppSupport.Api.Settings;

/// <summary>All that is wrong with the settings, one line each.</summary>
public sealed class SettingErrors
{
    private const int EchoLength = 40;

    private readonly List<string> lines = [];

    public IReadOnlyList<string> Lines => lines;

    public void Add(string name, string problem, string right) => lines.Add($"{name}: {problem}. A right value: {right}");

    /// <summary>A value as it may be shown: one short line. Never for a secret.</summary>
    public static string Quoted(string value)
    {
        var shown = string.Concat(value.Select(character => char.IsControl(character) ? '?' : character));
        return shown.Length > EchoLength ? $"\"{shown[..EchoLength]}…\"" : $"\"{shown}\"";
    }
}
