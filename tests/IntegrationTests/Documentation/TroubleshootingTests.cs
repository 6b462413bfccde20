using System.Text.RegularExpressions;
using WhatsAppSupport.Api.CommandLine;

namespace WhatsAppSupport.IntegrationTests.Documentation;

/// <summary>What docs/troubleshooting.md says to type is typed here, beside the program that was started as the README says.</summary>
public sealed partial class TroubleshootingTests(FreshCheckout checkout) : IClassFixture<FreshCheckout>
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Readme.Root, "docs/troubleshooting.md"));

    [Fact]
    public async Task Each_command_of_the_page_says_what_the_page_tells_of_it()
    {
        var commands = Readme.CommandsIn(Page).Select(command => command.Split('#')[0].Trim()).ToList();
        commands.Select(WordsOf).ShouldBe(["doctor", "doctor webhook", "doctor webhook --fetch-missed", "health", "db migrate", "db seed"]);

        (await TypeAsync(commands[0])).ShouldContain("wrong, 1 doubtful.");
        var webhook = await TypeAsync(commands[1]);
        webhook.ShouldContain("X-Webhook-Token: what data/webhook-token holds");
        webhook.ShouldContain("All is good.");
        (await TypeAsync(commands[2])).ShouldContain("All is good.");
        (await TypeAsync(commands[3])).ShouldStartWith("ready: ");

        // The program has the page's file.
        (await TypeAsync($"DATABASE_URL=sqlite:///data/another.db {commands[4]}")).ShouldContain("The database is up to date: ");
        (await TypeAsync(commands[5])).ShouldContain("11 customers with their conversations and 5 people were added.");
    }

    [Fact]
    public void Every_line_of_the_doctor_stands_in_the_page()
    {
        var told = TableRow().Matches(Page).SelectMany(row => Word().Matches(row.Groups["names"].Value).Select(name => name.Groups[1].Value)).ToList();

        foreach (var name in new[] { "settings", "database", "migrations", "keys", "redis", "flows", "prompt", "msg91", "openrouter", "notify", "data", "disk", "clock", "sample", "posts", "events", "missed" })
        {
            told.ShouldContain(name);
        }
    }

    [Fact]
    public void Every_command_is_told_in_some_document()
    {
        var documents = string.Join('\n', Directory.EnumerateFiles(Path.Combine(Readme.Root, "docs"), "*.md").Append(Path.Combine(Readme.Root, "README.md")).Select(File.ReadAllText));

        CommandTable.All.ShouldAllBe(command => documents.Contains($"-- {command.Name}"));
    }

    private static string WordsOf(string command) => command[(command.IndexOf(" -- ", StringComparison.Ordinal) + 4)..];

    /// <summary>The page's command on what the tests' own build has made, at the port at which the program listens here.</summary>
    private Task<string> TypeAsync(string command) =>
        checkout.TypeAsync($"PORT=$(echo :8080 | tr -d :) {command.Replace("dotnet run", FreshCheckout.Run, StringComparison.Ordinal)}");

    [GeneratedRegex(@"^\| (?<names>(`[a-z0-9]+`(, )?)+) \|", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex("`([a-z0-9]+)`")]
    private static partial Regex Word();
}
