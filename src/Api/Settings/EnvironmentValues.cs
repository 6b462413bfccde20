using System.Globalization;

namespace WhatsAppSupport.Api.Settings;

/// <summary>
/// Takes typed values out of the environment. It goes on after a wrong one, so that all are named at once, and it remembers
/// which names were asked for: that is the list of all settings there are.
/// </summary>
internal sealed class EnvironmentValues(IReadOnlyDictionary<string, string?> environment, SettingErrors errors)
{
    private readonly List<string> names = [];
    private readonly HashSet<string> secrets = [];

    public IReadOnlyList<string> Names => names;

    public bool IsSecret(string name) => secrets.Contains(name);

    /// <summary>An empty value is none: that is how a platform's form shows what is not set.</summary>
    public string? Text(string name)
    {
        names.Add(name);
        return Raw(name);
    }

    /// <summary>A value that is never shown, and that may come from the file which <c>NAME_FILE</c> names.</summary>
    public string? Secret(string name)
    {
        secrets.Add(name);
        var (value, file) = (Text(name), Raw(FileNameOf(name)));
        if (file is null)
        {
            return value;
        }

        if (value is not null)
        {
            errors.Add(name, $"is set, and {FileNameOf(name)} is set, too", "only one of the two");
            return value;
        }

        return FromFile(name, file);
    }

    /// <summary>Several values of one secret, comma-separated.</summary>
    public IReadOnlyList<string> Secrets(string name) => Split(Secret(name));

    public IReadOnlyList<string> List(string name) => Split(Text(name));

    public int Whole(string name, int otherwise, int min, int max)
    {
        var text = Text(name);
        if (text is null)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
        {
            return number;
        }

        errors.Add(name, $"{SettingErrors.Quoted(text)} is not a whole number from {min} to {max}", $"{otherwise}");
        return otherwise;
    }

    public double Number(string name, double otherwise, double min, double max)
    {
        var text = Text(name);
        if (text is null)
        {
            return otherwise;
        }

        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
        {
            return number;
        }

        errors.Add(name, string.Create(CultureInfo.InvariantCulture, $"{SettingErrors.Quoted(text)} is not a number from {min} to {max}"), otherwise.ToString(CultureInfo.InvariantCulture));
        return otherwise;
    }

    public static string FileNameOf(string name) => $"{name}_FILE";

    private static string[] Split(string? text) =>
        text?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private string? Raw(string name) =>
        environment.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private string? FromFile(string name, string file)
    {
        try
        {
            var text = File.ReadAllText(file).Trim();
            if (text.Length > 0)
            {
                return text;
            }

            errors.Add(FileNameOf(name), "names an empty file", $"the path of a file that holds nothing but the value of {name}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            errors.Add(FileNameOf(name), "names a file that cannot be read", $"the path of a file that holds nothing but the value of {name}");
        }

        return null;
    }
}
