using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Settings;

/// <summary>What the program was started with. It holds no secret, so that nobody can show one by mistake.</summary>
/// <param name="Settings">Each one that there is, set or not, in the order of docs/settings.md.</param>
/// <param name="Warnings">What was said at the start: what works, but hardly as meant.</param>
public sealed record SettingsInEffect(IReadOnlyList<SettingView> Settings, IReadOnlyList<string> Warnings) : Personal;

public sealed record SettingView : Personal
{
    /// <summary>Of the variable.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// As it is in effect, written as in the environment; of an address without its query. Null where there is none, where an address has a
    /// user in it, and for a secret, of which it is at most what kind of thing it is.
    /// </summary>
    public string? Value { get; init; }

    public required SettingOrigin Origin { get; init; }

    public required bool IsSecret { get; init; }

    /// <summary>Whether there is more than a default.</summary>
    public bool IsSet => Origin != SettingOrigin.Default;
}

/// <summary>Who said what a setting is.</summary>
public enum SettingOrigin
{
    /// <summary>Nobody.</summary>
    Default,

    /// <summary>The variable, in the environment or in <c>.env</c>.</summary>
    Environment,

    /// <summary>The file that <c>NAME_FILE</c> names.</summary>
    File,

    /// <summary>This program made it and keeps it.</summary>
    Made,
}
