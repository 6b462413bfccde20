using WhatsAppSupport.Api.Settings;

namespace WhatsAppSupport.UnitTests.Settings;

/// <summary>Environments of processes that do not exist.</summary>
internal static class Environments
{
    public static Dictionary<string, string?> Sandbox(params (string Name, string Value)[] variables) =>
        variables.ToDictionary(variable => variable.Name, variable => (string?)variable.Value);

    /// <summary>The least that a live process needs.</summary>
    public static Dictionary<string, string?> Live(params (string Name, string? Value)[] variables)
    {
        var environment = Sandbox(
            ("MSG91_AUTH_KEY", "auth-key-of-msg91"),
            ("MSG91_INTEGRATED_NUMBER", "919800000000"),
            ("MSG91_WEBHOOK_TOKEN", "a-token-that-is-long-enough"),
            ("ENCRYPTION_KEYS", "off"));
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        return environment;
    }

    public static AppSettings Read(Dictionary<string, string?> environment)
    {
        SettingsReader.TryRead(environment, out var settings, out var errors).ShouldBeTrue(string.Join("; ", errors));
        return settings!;
    }

    public static IReadOnlyList<string> ErrorsOf(Dictionary<string, string?> environment)
    {
        SettingsReader.TryRead(environment, out _, out var errors).ShouldBeFalse();
        return errors;
    }
}
