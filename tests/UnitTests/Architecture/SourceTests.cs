using System.Text.RegularExpressions;

namespace WhatsAppSupport.UnitTests.Architecture;

/// <summary>What can be seen by looking at the files.</summary>
public sealed partial class SourceTests
{
    private const int LongestFile = 300;

    /// <summary>Levels of folders under a project.</summary>
    private const int DeepestFolder = 3;

    private static readonly string[] NamesThatSayNothing =
        ["Helpers", "Services", "Managers", "Interfaces", "DTOs", "Commands", "Queries", "Utils", "Common", "Misc", "Handlers"];

    [Fact]
    public void Every_file_is_short_enough_to_be_read()
    {
        Repository.Sources.Where(file => file.Lines.Count > LongestFile).ShouldBeEmpty();
    }

    [Fact]
    public void Most_files_are_read_at_a_glance()
    {
        var lengths = Repository.Program.Select(file => file.Lines.Count).Order().ToList();

        lengths[lengths.Count / 2].ShouldBeLessThanOrEqualTo(50);
    }

    [Fact]
    public void Folders_are_nouns_of_the_business()
    {
        Repository.Sources.Where(file => FoldersOf(file).Any(NamesThatSayNothing.Contains)).ShouldBeEmpty();
    }

    [Fact]
    public void Folders_are_not_deep()
    {
        Repository.Sources.Where(file => FoldersOf(file).Length > DeepestFolder).ShouldBeEmpty();
    }

    [Fact]
    public void A_namespace_is_its_folder()
    {
        var wrong = Repository.Sources
            .Where(file => file.Lines.FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal)) is { } line
                && line != $"namespace WhatsAppSupport.{string.Join('.', file.Path.Split('/')[1..^1])};");

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_left_for_later()
    {
        // Spelled apart, or this file would find itself.
        string[] signs = ["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception", "Thread." + "Sleep", "HA" + "CK"];

        Repository.Sources.SelectMany(file => file.LinesWhere(line => signs.Any(line.Contains))).ShouldBeEmpty();
    }

    [Fact]
    public void No_exception_is_swallowed()
    {
        var swallowed = Repository.Program.SelectMany(file => EmptyCatch().Matches(string.Join('\n', file.Lines)).Select(match => $"{file.Path}: {match.Value}"));

        swallowed.ShouldBeEmpty();
    }

    [Fact]
    public void Only_persistence_writes_to_the_database()
    {
        var writes = Repository.Program
            .Where(file => !file.Path.StartsWith("src/Infrastructure/Persistence/", StringComparison.Ordinal))
            .SelectMany(file => file.LinesWhere(line => Write().IsMatch(line)));

        writes.ShouldBeEmpty();
    }

    [Fact]
    public void Infrastructure_has_one_folder_for_each_outside_thing_with_one_registration()
    {
        var registrations = Repository.Program
            .Where(file => file.Path.StartsWith("src/Infrastructure/", StringComparison.Ordinal) && file.Path.EndsWith("Registration.cs", StringComparison.Ordinal))
            .GroupBy(file => Path.GetDirectoryName(file.Path));

        registrations.ShouldAllBe(folder => folder.Count() == 1);
    }

    [Fact]
    public void Suppressions_have_a_reason()
    {
        var pragmas = from file in Repository.Sources
                      from line in file.Lines.Index()
                      where line.Item.TrimStart().StartsWith("#pragma warning disable", StringComparison.Ordinal)
                      where !line.Item.Contains("//", StringComparison.Ordinal) && !file.Lines[line.Index - 1].Contains("//", StringComparison.Ordinal)
                      select $"{file.Path}:{line.Index + 1}";

        pragmas.ShouldBeEmpty();
    }

    private static string[] FoldersOf(SourceFile file) => file.Path.Split('/')[2..^1];

    [GeneratedRegex(@"catch(\s*\([^)]*\))?\s*(when\s*\([^{]*\))?\s*\{\s*\}")]
    private static partial Regex EmptyCatch();

    [GeneratedRegex(@"\b(SaveChanges|ExecuteUpdate|ExecuteDelete|ExecuteSql|ExecuteNonQuery|BeginTransaction)")]
    private static partial Regex Write();
}
