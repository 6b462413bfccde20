using System.Text.Json;
using System.Text.RegularExpressions;

namespace WhatsAppSupport.IntegrationTests.Documentation;

/// <summary>What README.md says to type is typed here, in its order, into a program that was started as it says.</summary>
public sealed partial class ReadmeTests(FreshCheckout checkout) : IClassFixture<FreshCheckout>
{
    [Fact]
    public async Task The_first_conversation_goes_as_the_README_says()
    {
        var curls = Readme.Commands.Where(command => command.StartsWith("curl", StringComparison.Ordinal)).ToList();
        var (say, read, list) = (curls[0], curls[1], curls[2]);

        (await checkout.TypeAsync(say)).ShouldContain("\"accepted\":1");
        (await TextsAsync(read)).ShouldHaveSingleItem().ShouldContain("What can we do for you?");

        var next = NextWords().Match(Readme.Text).Groups[1].Value;
        (await checkout.TypeAsync(say.Replace("\"hi\"", $"\"{next}\"", StringComparison.Ordinal))).ShouldContain("\"accepted\":1");
        (await TextsAsync(read)).ShouldContain("What is your name?");

        using var conversations = JsonDocument.Parse(await checkout.TypeAsync(list));
        var conversation = conversations.RootElement.GetProperty("conversations").EnumerateArray().ShouldHaveSingleItem();
        conversation.GetProperty("currentFlow").GetString().ShouldBe("support");
    }

    [Fact]
    public async Task What_the_start_prints_can_be_pasted_both_lines_at_once()
    {
        var printed = PrintedCurls().Match(checkout.Terminal).Groups[1].Value.Replace("Read what it answered:", "", StringComparison.Ordinal);

        var answer = await checkout.TypeAsync(printed.Replace("919811112222", "919811113333", StringComparison.Ordinal));

        answer.ShouldContain("\"accepted\":1");
        answer.ShouldContain("What can we do for you?");
    }

    [Fact]
    public async Task The_page_that_lists_all_that_can_be_asked_is_there()
    {
        Readme.Text.ShouldContain("<http://localhost:8080/docs>");
        (await checkout.TypeAsync("curl -sfL http://localhost:8080/docs")).ShouldContain("<html");
    }

    [Fact]
    public void What_it_keeps_is_where_the_README_says()
    {
        Directory.GetFiles(checkout.DataFolder).Select(Path.GetFileName).ShouldBeSubsetOf(
            ["webhook-token", "admin-api-key", "admin-password", "whatsapp-support.db", "whatsapp-support.db-shm", "whatsapp-support.db-wal", "whatsapp-support.db.lock"]);
    }

    [Fact]
    public void Everything_that_the_README_names_is_there()
    {
        Readme.Commands.ShouldContain(command => command.StartsWith("./test.sh", StringComparison.Ordinal));
        foreach (var path in Readme.Links.Concat(["test.sh", "src/Api"]))
        {
            Path.Exists(Path.Combine(Readme.Root, path)).ShouldBeTrue(path);
        }
    }

    private async Task<IReadOnlyList<string>> TextsAsync(string read)
    {
        using var messages = JsonDocument.Parse(await checkout.TypeAsync(read));
        return [.. messages.RootElement.EnumerateArray().Select(message => message.GetProperty("text").GetString()!)];
    }

    [GeneratedRegex("Then `([^`]+)` leads into the support flow")]
    private static partial Regex NextWords();

    [GeneratedRegex(@"Write to it as a customer would:\s+(curl.+?phone=\d+')", RegexOptions.Singleline)]
    private static partial Regex PrintedCurls();
}
