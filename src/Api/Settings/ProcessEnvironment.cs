using System.Collections;

namespace WhatsAppSupport.Api.Settings;

/// <summary>Where a real process has its settings from: its environment, and <c>.env</c> in its working directory.</summary>
public static class ProcessEnvironment
{
    /// <summary>All settings, complete. Throws <see cref="StartRefusedException"/> with every line that is wrong.</summary>
    public static AppSettings Read()
    {
        var errors = new List<string>();
        return Read(Variables(errors), errors);
    }

    /// <summary>What is set, by whichever of the two.</summary>
    /// <param name="errors">Takes what is wrong with the file.</param>
    public static IReadOnlyDictionary<string, string?> Variables(ICollection<string> errors)
    {
        var environment = Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value, StringComparer.Ordinal);
        return DotEnvFile.Under(environment, File.Exists(DotEnvFile.Name) ? File.ReadLines(DotEnvFile.Name) : [], errors);
    }

    /// <summary>The same from a given environment.</summary>
    public static AppSettings Read(
        IReadOnlyDictionary<string, string?> environment, IReadOnlyList<string>? errorsBefore = null, string dataFolder = "data")
    {
        var isRight = SettingsReader.TryRead(environment, out var settings, out var errors);
        return isRight && errorsBefore is not { Count: > 0 }
            ? new LocalSecrets(dataFolder).Complete(settings! with { DataFolder = dataFolder })
            : throw new StartRefusedException([.. errorsBefore ?? [], .. errors]);
    }
}
