using System.Text.Json;
using System.Text.RegularExpressions;
using WhatsAppSupport.Api.Settings;
using static WhatsAppSupport.UnitTests.Settings.Environments;

namespace WhatsAppSupport.UnitTests.Settings;

/// <summary>What is written about the settings is what the program does.</summary>
public sealed partial class ListedSettingsTests
{
    private static readonly string Root = RepositoryRoot();

    [Fact]
    public void The_example_lists_every_setting()
    {
        Example().Select(setting => setting.Name).ShouldBe(SettingsReader.Names, ignoreOrder: true);
    }

    [Fact]
    public void The_documentation_lists_every_setting()
    {
        var rows = TableRow().Matches(File.ReadAllText(Path.Combine(Root, "docs/settings.md")));

        rows.Select(row => row.Groups["name"].Value).ShouldBe(SettingsReader.Names);
        rows.Where(row => row.Groups["secret"].Success).Select(row => row.Groups["name"].Value).ShouldBe(SettingsReader.SecretNames, ignoreOrder: true);
    }

    [Fact]
    public void The_examples_defaults_are_the_defaults()
    {
        var environment = Example().Where(setting => setting.Value.Length > 0 && setting.Name != "FLOWS_PATH");

        var settings = Read(Sandbox([.. environment]));

        JsonSerializer.Serialize(settings with { Taken = [] }).ShouldBe(JsonSerializer.Serialize(Read(Sandbox()) with { Taken = [] }));
        settings.Database.ShouldBe(DatabaseTarget.Default);
    }

    [Fact]
    public void The_documentations_defaults_are_the_defaults()
    {
        var rows = TableRow().Matches(File.ReadAllText(Path.Combine(Root, "docs/settings.md"))).Where(row => row.Groups["default"].Success);
        var documented = rows.ToDictionary(row => row.Groups["name"].Value, row => row.Groups["default"].Value);

        documented.Keys.ShouldContain("MSG91_PAIR_BURST");
        documented.Where(setting => Example().Single(example => example.Name == setting.Key).Value != setting.Value).ShouldBeEmpty();
        var shown = Read(Sandbox()).Taken.Where(setting => setting.Name != "FLOWS_PATH").ToDictionary(setting => setting.Name, setting => setting.Value);
        documented.Where(setting => shown.TryGetValue(setting.Key, out var value) && value != setting.Value).ShouldBeEmpty();
    }

    [Fact]
    public void Every_setting_in_the_example_has_a_comment_above_it_or_above_its_neighbour()
    {
        var lines = File.ReadAllLines(Path.Combine(Root, ".env.example"));

        lines.Where(line => line.Length > 0).ShouldAllBe(line => line.StartsWith('#'));
        lines.Count(line => line.StartsWith("# ", StringComparison.Ordinal)).ShouldBeGreaterThan(SettingsReader.Names.Count / 2);
    }

    private static List<(string Name, string Value)> Example() =>
    [
        .. ExampleLine().Matches(File.ReadAllText(Path.Combine(Root, ".env.example")))
            .Select(line => (line.Groups["name"].Value, line.Groups["value"].Value)),
    ];

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "WhatsAppSupport.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside of the repository.");
        }

        return folder.FullName;
    }

    [GeneratedRegex("^#(?<name>[A-Z0-9_]+)=(?<value>[^\r\n]*)", RegexOptions.Multiline)]
    private static partial Regex ExampleLine();

    [GeneratedRegex(@"^\| `(?<name>[A-Z0-9_]+)`(?<secret> •)? \|(?: `(?<default>[^`]+)`)?", RegexOptions.Multiline)]
    private static partial Regex TableRow();
}
