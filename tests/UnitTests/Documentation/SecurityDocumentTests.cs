using System.Text.RegularExpressions;
using WhatsAppSupport.UnitTests.Architecture;

namespace WhatsAppSupport.UnitTests.Documentation;

/// <summary>Each threat that docs/security.md tells of has a control, and tests that are there and are run.</summary>
public sealed partial class SecurityDocumentTests
{
    private static readonly string[][] Threats =
    [
        .. File.ReadAllText(Path.Combine(Repository.Root, "docs/security.md"))
            .Split("\n## Threats\n")[1]
            .Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Skip(1)
            .Select(line => line.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
    ];

    private static readonly HashSet<string> Tests =
    [
        .. Repository.FilesUnder("tests", "*.cs")
            .SelectMany(path => Test().Matches(File.ReadAllText(Path.Combine(Repository.Root, path))))
            .Select(test => test.Groups["name"].Value),
    ];

    [Fact]
    public void Each_threat_has_a_control_and_a_test()
    {
        Threats.Length.ShouldBeGreaterThan(10);
        Threats.Where(threat => threat.Length != 3 || !Name().IsMatch(threat[^1])).ShouldBeEmpty();
    }

    [Fact]
    public void Each_test_that_is_named_is_there_and_is_run()
    {
        Tests.Count.ShouldBeGreaterThan(1_000);
        Threats.SelectMany(threat => Name().Matches(threat[^1])).Select(name => name.Groups["name"].Value).Where(name => !Tests.Contains(name)).ShouldBeEmpty();
    }

    /// <summary>A method with the attribute by which it is run.</summary>
    [GeneratedRegex(@"\[(Fact|Theory)\](\s*\[[^\n]*\]| *//[^\n]*|\s)*\s*public (async )?(Task|void) (?<name>\w+)\(")]
    private static partial Regex Test();

    [GeneratedRegex("`(?<name>\\w+)`")]
    private static partial Regex Name();
}
