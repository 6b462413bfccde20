namespace WhatsAppSupport.Api.Settings;

/// <summary>All that is wrong with the settings, one line each.</summary>
public sealed class SettingErrors
{
    private const int EchoLength = 40;

    private readonly List<string> lines = [];
    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Lines => lines;

    /// <summary>Of what they are about.</summary>
    public IReadOnlySet<string> Names => names;

    /// <param name="problem">May begin with the name already, as a parser's own refusals do.</param>
    public void Add(string name, string problem, string right)
    {
        names.Add(name);
        var itself = problem.StartsWith($"{name}: ", StringComparison.Ordinal) ? problem[(name.Length + 2)..] : problem;
        lines.Add($"{name}: {itself.TrimEnd('.')}. A right value: {right}");
    }

    /// <summary>A value as it may be shown: one short line. Never for a secret; what may be an address with a password is left out.</summary>
    public static string Quoted(string value)
    {
        if (Addresses.Harmless(value) is null)
        {
            return "\"…@…\"";
        }

        var shown = string.Concat(value.Select(character => char.IsControl(character) ? '?' : character));
        return shown.Length > EchoLength ? $"\"{shown[..EchoLength]}…\"" : $"\"{shown}\"";
    }
}
