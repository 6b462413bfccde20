using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.IntegrationTests.Keys;

namespace WhatsAppSupport.IntegrationTests.CommandLine;

/// <summary>The doctor as a process of its own, beside the program.</summary>
public abstract class DoctorContract(Backend backend) : IAsyncLifetime, IDisposable
{
    private const string History = "\"__EFMigrationsHistory\"";

    private const string Id = "\"MigrationId\"";

    private SupportService service = null!;
    private Terminal terminal = null!;

    public async Task InitializeAsync()
    {
        service = await SupportService.StartAsync(backend);
        terminal = new Terminal(service.Environment);
    }

    public async Task DisposeAsync() => await service.DisposeAsync();

    public void Dispose()
    {
        terminal.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Where_all_is_right_each_thing_is_good_and_no_secret_is_told()
    {
        var printed = await terminal.TypeAsync("doctor");

        printed.Errors.ShouldBeEmpty();
        printed.Output.Where(line => !line.StartsWith("good", StringComparison.Ordinal)).ShouldBe(["All is good."]);
        printed.Exit.ShouldBe(0);
        printed.Line("database").ShouldMatch(backend == Backend.Laptop ? "SQLite 3" : "PostgreSQL [0-9]+");
        printed.Line("redis").ShouldContain(backend == Backend.Laptop ? "not used" : "Redis ");
        printed.Line("migrations").ShouldContain("are applied, up to ");
        printed.Line("keys").ShouldEndWith("open this database; test seals");
        printed.Line("msg91").ShouldEndWith("the key is taken, and the number is one of the 2 of this account");
        printed.Lines("openrouter").ShouldBe(
            ["the key is taken; $3.50 used, $16.50 left of its limit of $20.00", "vendor/primary is there", "vendor/second is there", "vendor/third is there"]);
        printed.Line("clock").ShouldContain("MSG91's");
        var all = string.Join('\n', printed.Output);
        foreach (var secret in new[] { SupportService.AdminKey, SupportService.AdminPassword, SupportService.WebhookToken, SupportService.WebhookSecret, SupportService.OurNumber, "an-invented-auth-key", "an-invented-model-key" })
        {
            all.ShouldNotContain(secret);
        }
    }

    [Fact]
    public async Task A_database_that_is_older_or_newer_than_the_program_is_told()
    {
        await service.ExecuteAsync($"DELETE FROM {History} WHERE {Id} LIKE '%FlowVersions'");
        var older = await terminal.TypeAsync("doctor");
        await service.ExecuteAsync($"INSERT INTO {History} VALUES ('20261126163626_FlowVersions', '10.0.0'), ('20261126163632_FlowVersions', '10.0.0'), ('29990101000000_FromLater', '10.0.0')");
        var newer = await terminal.TypeAsync("doctor");

        older.Line("migrations").ShouldMatch("1 of [0-9]+ are not applied yet. Type -- db migrate");
        newer.Line("migrations").ShouldContain("the database is newer than this program: it has 2 more, up to FromLater. Right while an upgrade is under way");
    }
}

public sealed class DoctorOnLaptop() : DoctorContract(Backend.Laptop);

public sealed class DoctorInProduction() : DoctorContract(Backend.Production);

internal static class DoctorLines
{
    /// <summary>What the only line about it says.</summary>
    public static string Line(this Printed printed, string about) => printed.Lines(about).ShouldHaveSingleItem();

    public static IReadOnlyList<string> Lines(this Printed printed, string about) =>
        [.. printed.Output.Select(line => line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length == 3 && words[1] == about).Select(words => words[2].Trim())];

    public static string Verdict(this Printed printed, string about) =>
        printed.Output.First(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var name, ..] && name == about).Split(' ')[0];
}
