using WhatsAppSupport.Api.CommandLine.Checks;
using WhatsAppSupport.Api.Composition;
using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Application.Checkups;
using WhatsAppSupport.Infrastructure;

namespace WhatsAppSupport.Api.CommandLine;

/// <summary>
/// <c>doctor</c>: looks at all that must be right, and says for each whether it is, and what to do where it is not. It needs neither the program to run nor the settings to be
/// right, and changes nothing.
/// </summary>
internal static class DoctorCommand
{
    /// <summary>Which settings a check goes by: where one of them is wrong, what it would find means nothing.</summary>
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Needs = new Dictionary<string, IReadOnlyList<string>>
    {
        ["database"] = ["DATABASE_URL"],
        ["migrations"] = ["DATABASE_URL"],
        ["keys"] = ["DATABASE_URL", "ENCRYPTION_KEYS"],
        ["redis"] = ["REDIS_URL"],
        ["flows"] = ["FLOWS_PATH", "FLOW_API_HOSTS", "FLOW_PRIVATE_HOSTS"],
        ["prompt"] = ["PROMPT_PATH"],
        ["msg91"] = ["MSG91_AUTH_KEY", "MSG91_INTEGRATED_NUMBER", "MSG91_SENDER_ID", "MSG91_BASE_URL"],
        ["openrouter"] = ["OPENROUTER_API_KEY", "OPENROUTER_BASE_URL", "OPENROUTER_PRIMARY_MODEL", "OPENROUTER_FALLBACK_MODEL"],
        ["notify"] = ["ESCALATION_NOTIFY_URL"],
    };

    public static async Task<int> RunAsync(Typed typed)
    {
        var unreadable = new List<string>();
        var settings = SettingsReader.ReadWhatIsRight(ProcessEnvironment.Variables(unreadable), out var errors);
        await using var services = new ServiceCollection().AddCheckup(settings).BuildServiceProvider();
        services.WarmUpChecks();
        IReadOnlyList<ICheck> checks =
        [
            new SettingsCheck(settings, [.. unreadable, .. errors.Lines]),
            .. services.GetServices<ICheck>().Select(check => Blocked(check, errors.Names)),
            new FolderCheck(settings),
            new DiskCheck(settings),
        ];
        var parts = await services.GetRequiredService<Checkup>().RunAsync(checks, typed.CancellationToken);
        return await TellAsync([.. parts, new CheckedPart("clock", [services.GetRequiredService<HeardClocks>().Judge()])], typed);
    }

    /// <summary>One line for each finding, and one for all of them.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> TellAsync(IReadOnlyList<CheckedPart> parts, Typed typed)
    {
        foreach (var (name, findings) in parts)
        {
            foreach (var finding in findings)
            {
                await typed.SayAsync(Line(name, finding));
            }
        }

        var verdicts = parts.SelectMany(part => part.Findings).Select(finding => finding.Verdict).ToList();
        var (wrong, doubtful) = (verdicts.Count(verdict => verdict == Verdict.Wrong), verdicts.Count(verdict => verdict == Verdict.Doubtful));
        await typed.SayAsync("");
        await typed.SayAsync(wrong + doubtful == 0 ? "All is good." : $"{wrong} wrong, {doubtful} doubtful.");
        return wrong > 0 ? 1 : 0;
    }

    private static string Line(string name, Finding finding)
    {
        var wayOut = finding.WayOut is { } words ? $". {char.ToUpperInvariant(words[0])}{words[1..]}" : "";
        return $"{finding.Verdict.ToString().ToLowerInvariant(),-9}{name,-12}{finding.Words}{wayOut}";
    }

    private static ICheck Blocked(ICheck check, IReadOnlySet<string> wrong)
    {
        var ours = Needs.GetValueOrDefault(check.Name, []).Where(wrong.Contains).ToList();
        return ours.Count == 0 ? check : new BlockedCheck(check.Name, ours);
    }
}
