using System.Text.RegularExpressions;
using WhatsAppSupport.TestServers;
using WhatsAppSupport.UnitTests.Architecture;

namespace WhatsAppSupport.UnitTests.Documentation;

/// <summary>What the documents name is there: files, types and members, and what their links lead to.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string[] Folders = ["src", "tests", "flows", "docs", ".config", ".ci", "deploy", "knowledge"];

    /// <summary>Names of the platform and of libraries that look like ours.</summary>
    private static readonly string[] NotOurs = ["TimeProvider", "LoggerMessage", "InvariantGlobalization", "TraceId", "SpanId"];

    private static readonly Dictionary<string, Type[]> Types = Repository.Layers
        .Append(typeof(DocumentationTests).Assembly)
        .Append(typeof(Eventually).Assembly)
        .SelectMany(assembly => assembly.GetTypes())
        .GroupBy(type => type.Name.Split('`')[0])
        .ToDictionary(group => group.Key, group => group.ToArray());

    public static TheoryData<string> Documents =>
        ["README.md", .. Repository.FilesUnder("docs", "*.md")];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_file_that_is_named_exists(string document)
    {
        var missing = NamesIn(document)
            .Where(name => Folders.Contains(name.Split('/')[0]) && name.Contains('/'))
            .Where(path => !Exists(path));

        missing.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_type_and_member_that_is_named_exists(string document)
    {
        var missing = NamesIn(document)
            .Where(name => TypeName().IsMatch(name) && !NotOurs.Contains(name.Split('.')[0]))
            .Where(name => !IsThere(name));

        missing.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void No_link_is_dead(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, document))!;
        var dead = Link().Matches(TextOf(document))
            .Select(link => link.Groups["to"].Value)
            .Where(to => !to.StartsWith("http", StringComparison.Ordinal))
            .Where(to => !LeadsSomewhere(folder, document, to));

        dead.ShouldBeEmpty();
    }

    [Fact]
    public void Every_decision_has_a_number_of_its_own_and_its_four_parts()
    {
        var decisions = Repository.FilesUnder("docs/decisions", "*.md").ToList();

        decisions.Select(path => Path.GetFileName(path)[..4]).ShouldBe(Enumerable.Range(1, decisions.Count).Select(number => $"{number:0000}"));
        foreach (var text in decisions.Select(TextOf))
        {
            string[] parts = ["**Context.**", "**Decision.**", "**Consequences.**", "**When this does not apply.**"];

            parts.ShouldAllBe(part => text.Contains(part));
        }
    }

    [Fact]
    public void Every_decision_that_the_source_refers_to_is_written_down()
    {
        var referred = Repository.Program.SelectMany(file => file.Lines).SelectMany(line => Decision().Matches(line).Select(match => match.Groups["number"].Value));

        referred.Distinct().Where(number => Directory.GetFiles(Path.Combine(Repository.Root, "docs/decisions"), $"{number}-*.md").Length != 1).ShouldBeEmpty();
    }

    private static string TextOf(string document) => File.ReadAllText(Path.Combine(Repository.Root, document));

    /// <summary>What stands in backticks, outside of blocks.</summary>
    private static IEnumerable<string> NamesIn(string document) =>
        Name().Matches(Block().Replace(TextOf(document), "")).Select(match => match.Groups["name"].Value).Distinct();

    /// <summary>A file, a folder, or at least one file where it has a star in it.</summary>
    private static bool Exists(string path)
    {
        var full = Path.Combine(Repository.Root, path);
        return path.Contains('*')
            ? Directory.Exists(Path.GetDirectoryName(full)) && Directory.EnumerateFiles(Path.GetDirectoryName(full)!, Path.GetFileName(full)).Any()
            : File.Exists(full) || Directory.Exists(full);
    }

    private static bool IsThere(string name)
    {
        var parts = name.Split('.');
        return Types.TryGetValue(parts[0], out var types)
            ? parts.Length == 1 || types.Any(type => type.GetMember(parts[1], (System.Reflection.BindingFlags)60).Length > 0)
            : parts.Length == 1 && Types.Values.Any(named => named.Any(type => type.GetMember(name).Length > 0));
    }

    private static bool LeadsSomewhere(string folder, string document, string to)
    {
        var (path, anchor) = to.Split('#') is [var before, var after] ? (before, after) : (to, null);
        var target = path.Length == 0 ? Path.Combine(Repository.Root, document) : Path.GetFullPath(Path.Combine(folder, path));
        return (File.Exists(target) || Directory.Exists(target)) && (anchor is null || AnchorsOf(target).Contains(anchor));
    }

    private static IEnumerable<string> AnchorsOf(string path) => File.ReadLines(path)
        .Where(line => line.StartsWith('#'))
        .Select(line => NotInAnchors().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("`(?<name>[^`\n]+)`")]
    private static partial Regex Name();

    /// <summary>Two humps at least, so that a plain word is none.</summary>
    [GeneratedRegex(@"^I?[A-Z][a-z0-9]+([A-Z][a-z0-9]+)+(\.[A-Z]\w+)?$|^I[A-Z][a-z]+$|^[A-Z][a-z]+\.[A-Z]\w+$")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"docs/decisions/(?<number>\d{4})")]
    private static partial Regex Decision();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();
}
