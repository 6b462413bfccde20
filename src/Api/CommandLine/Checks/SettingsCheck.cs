using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Application.Checkups;

namespace WhatsAppSupport.Api.CommandLine.Checks;

/// <summary>All that is wrong with the settings at once, and what the start would warn of.</summary>
internal sealed class SettingsCheck(AppSettings settings, IReadOnlyList<string> errors) : ICheck
{
    private const string Right = ". A right value: ";

    /// <summary>Another check tells of it.</summary>
    private const string ToldElsewhere = "ESCALATION_NOTIFY_URL: not set";

    public string Name => "settings";

    public Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        var found = errors.Select(OfError)
            .Concat(settings.Warnings.Where(warning => !warning.StartsWith(ToldElsewhere, StringComparison.Ordinal)).Select(warning => new Finding(Verdict.Doubtful, warning)))
            .ToList();
        return Task.FromResult<IReadOnlyList<Finding>>(found.Count > 0 ? found : [Finding.Good($"{settings.Taken.Count(setting => setting.IsSet)} are set, and can be read")]);
    }

    private static Finding OfError(string line) => line.IndexOf(Right, StringComparison.Ordinal) is var at and >= 0
        ? Finding.Wrong(line[..at], $"a right value: {line[(at + Right.Length)..]}")
        : new Finding(Verdict.Wrong, line);
}

/// <summary>In the place of a check that goes by a setting which is wrong.</summary>
internal sealed class BlockedCheck(string name, IEnumerable<string> wrong) : ICheck
{
    public string Name => name;

    public Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Finding>>([Finding.Doubtful($"not looked at: {string.Join(", ", wrong)} is wrong", "put that right first")]);
}
