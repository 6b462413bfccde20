using System.Globalization;
using System.Text.RegularExpressions;

namespace WhatsAppSupport.IntegrationTests.Documentation;

/// <summary>What docs/security.md says to type about keys is typed here, beside the program that was started as the README says; what is printed is what the page says is printed.</summary>
public sealed partial class SecurityTests(FreshCheckout checkout) : IClassFixture<FreshCheckout>
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Readme.Root, "docs/security.md"));

    private static readonly IReadOnlyList<string> Commands = Readme.CommandsIn(Page);

    /// <summary>What is printed by <c>status</c>, <c>rotate</c> and <c>encrypt</c>, in the page's order.</summary>
    private static readonly IReadOnlyList<string[]> Printed =
        [.. PrintedBlock().Matches(Page).Select(block => block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))];

    [Fact]
    public async Task Encryption_is_switched_on_and_a_key_replaced_as_the_page_says()
    {
        await SayAsync("919811117777");
        var old = (await TypeAsync("keys new")).ShouldHaveSingleItem();
        old.ShouldMatch("^[0-9]{14}:[A-Za-z0-9+/]{43}=$", "id:base64");

        // Set it, restart, seal what is old.
        await SetAsync(old);
        LikeThePage(await TypeAsync("keys encrypt"), Printed[2]);
        LikeThePage(await TypeAsync("keys status"), [.. Printed[0][1..]]);

        // Print a new one, put it first, restart, rotate, take the old one out and restart.
        var next = (await TypeAsync("keys new")).Single();
        await SetAsync($"{next},{old}");
        LikeThePage(await TypeAsync("keys status"), Printed[0]);
        LikeThePage(await TypeAsync("keys rotate"), [.. Printed[1], .. Printed[0][1..]]);
        await SetAsync(next);
        LikeThePage(await TypeAsync("keys status"), [.. Printed[0][1..]]);

        (await checkout.TypeAsync("curl -s http://localhost:8080/api/v1/conversations -H \"Authorization: Bearer $(cat data/admin-api-key)\"")).ShouldContain("919811117777");
    }

    /// <summary>Numbers and ids are those of this test.</summary>
    private static void LikeThePage(IEnumerable<string> printed, IEnumerable<string> told) => printed.Select(Shape).ShouldBe(told.Select(Shape));

    private static string Shape(string line) => Number().Replace(line, "7");

    /// <summary>The page's command, on what the tests' own build has made.</summary>
    private async Task<string[]> TypeAsync(string words)
    {
        var command = Commands.Single(command => command.Contains($" -- {words} ", StringComparison.Ordinal)).Split('#')[0];
        var typed = command.Replace("dotnet run", FreshCheckout.Run, StringComparison.Ordinal);
        return (await checkout.TypeAsync(typed)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private async Task SetAsync(string keys)
    {
        await File.WriteAllTextAsync(Path.Combine(checkout.Folder, ".env"), string.Create(CultureInfo.InvariantCulture, $"ENCRYPTION_KEYS={keys}\n"));
        await checkout.RestartAsync();
    }

    private async Task SayAsync(string customer) => (await checkout.TypeAsync(
        $$"""curl -s http://localhost:8080/webhooks/msg91/inbound -H "X-Webhook-Token: $(cat data/webhook-token)" -H 'Content-Type: application/json' -d '{"from":"{{customer}}","text":"hi","timestamp":'$(date +%s)'}'"""))
        .ShouldContain("\"accepted\":1");

    [GeneratedRegex("```text\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex PrintedBlock();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
