using System.Globalization;
using WhatsAppSupport.Application.Settings;

namespace WhatsAppSupport.Api.Settings;

/// <summary>
/// Takes typed values out of the environment. It goes on after a wrong one, so that all are named at once, and it remembers
/// what was asked for and what came of it: that is the list of all settings there are. What is remembered holds no secret.
/// </summary>
internal sealed class EnvironmentValues(IReadOnlyDictionary<string, string?> environment, SettingErrors errors)
{
    private const string FileSuffix = "_FILE";

    private readonly OrderedDictionary<string, SettingView> taken = [];

    /// <summary>In the order in which they were asked for.</summary>
    public IReadOnlyList<SettingView> Taken => [.. taken.Values];

    /// <summary>An empty value is none: that is how a platform's form shows what is not set.</summary>
    public string? Text(string name)
    {
        var text = Raw(name);
        Remember(name, text is null ? SettingOrigin.Default : SettingOrigin.Environment, isSecret: false);
        Show(name, text);
        return text;
    }

    public string Text(string name, string otherwise)
    {
        var text = Text(name);
        ShowDefault(name, otherwise);
        return text ?? otherwise;
    }

    /// <summary>A value that is never shown, and that may come from the file which <c>NAME_FILE</c> names.</summary>
    public string? Secret(string name)
    {
        var (value, file) = (Raw(name), Raw(FileNameOf(name)));
        Remember(name, value is not null ? SettingOrigin.Environment : file is not null ? SettingOrigin.File : SettingOrigin.Default, isSecret: true);
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

    /// <summary>What is shown as its value. Of a secret: what kind of thing it is, and nothing that stands in it.</summary>
    public void Show(string name, string? value) =>
        taken[name] = taken[name] with { Value = value is null ? null : Addresses.Harmless(value) };

    /// <summary>The same, where nobody has set it.</summary>
    public void ShowDefault(string name, string value)
    {
        if (!taken[name].IsSet)
        {
            Show(name, value);
        }
    }

    /// <summary>Its value came under another name that means the same.</summary>
    public void ShowAs(string name, string other) => taken[name] = taken[other] with { Name = name };

    /// <summary>Several values of one secret, comma-separated.</summary>
    public IReadOnlyList<string> Secrets(string name) => Split(Secret(name));

    public IReadOnlyList<string> List(string name, IReadOnlyList<string> otherwise)
    {
        var values = Split(Text(name));
        if (values.Length > 0)
        {
            return values;
        }

        Show(name, otherwise.Count > 0 ? string.Join(',', otherwise) : null);
        return otherwise;
    }

    public int Whole(string name, int otherwise, int min, int max)
    {
        var text = Text(name, otherwise.ToString(CultureInfo.InvariantCulture));
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
        {
            return number;
        }

        errors.Add(name, $"{SettingErrors.Quoted(text)} is not a whole number from {min} to {max}", $"{otherwise}");
        return otherwise;
    }

    /// <summary>0, where it stands for ever, or a number in the range.</summary>
    public int WholeOrZero(string name, int otherwise, int min, int max)
    {
        var text = Text(name, otherwise.ToString(CultureInfo.InvariantCulture));
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && (number == 0 || (number >= min && number <= max)))
        {
            return number;
        }

        errors.Add(name, $"{SettingErrors.Quoted(text)} is neither 0, which is for ever, nor a whole number from {min} to {max}", $"{Math.Max(otherwise, min)}");
        return otherwise;
    }

    public double Number(string name, double otherwise, double min, double max)
    {
        var text = Text(name, otherwise.ToString(CultureInfo.InvariantCulture));
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
        {
            return number;
        }

        errors.Add(name, string.Create(CultureInfo.InvariantCulture, $"{SettingErrors.Quoted(text)} is not a number from {min} to {max}"), otherwise.ToString(CultureInfo.InvariantCulture));
        return otherwise;
    }

    /// <summary>One of a few words: the names of an enumeration.</summary>
    public TEnum Word<TEnum>(string name, TEnum otherwise)
        where TEnum : struct, Enum
    {
        var words = Enum.GetValues<TEnum>().ToDictionary(value => value.ToString().ToLowerInvariant(), StringComparer.OrdinalIgnoreCase);
        var usual = otherwise.ToString().ToLowerInvariant();
        var text = Text(name, usual);
        if (words.TryGetValue(text, out var meant))
        {
            return meant;
        }

        errors.Add(name, $"{SettingErrors.Quoted(text)} is none of: {string.Join(", ", words.Keys)}", usual);
        return otherwise;
    }

    /// <summary>The names of secrets that are set, in whichever of the two ways, and begin so; nobody has listed them.</summary>
    public IReadOnlyList<string> SecretNamesBeginningWith(string prefix) =>
    [
        .. environment.Keys
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && Raw(name) is not null)
            .Select(name => name.EndsWith(FileSuffix, StringComparison.Ordinal) ? name[..^FileSuffix.Length] : name)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    public static string FileNameOf(string name) => name + FileSuffix;

    private static string[] Split(string? text) =>
        text?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private void Remember(string name, SettingOrigin origin, bool isSecret) =>
        taken[name] = new SettingView { Name = name, Origin = origin, IsSecret = isSecret };

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
