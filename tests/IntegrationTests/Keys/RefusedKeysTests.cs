using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Keys;

/// <summary>What stops the program, or a command beside it, is one line that names the key, says what to do and holds no key.</summary>
public sealed class RefusedKeysTests
{
    private static readonly string Old = Key("old", 'o');
    private static readonly string New = Key("new", 'n');
    private static readonly string Wrong = Key("old", 'w');

    [Fact]
    public async Task A_lost_wrong_or_missing_key_stops_the_start_with_one_line_that_says_what_to_do()
    {
        await using var process = await SupportProcess.StartAsync(Backend.Laptop, Flows.All, new Dictionary<string, string?> { ["ENCRYPTION_KEYS"] = Old });
        await process.TerminateAsync();
        using var terminal = new Terminal(process.Environment);

        foreach (var (words, keys, line) in new (string[], string?, string)[]
        {
            ([], New, "ENCRYPTION_KEYS: has no key 'old', with which this database was encrypted. A right value holds that key, from where it is kept safe"),
            ([], Wrong, "ENCRYPTION_KEYS: has a key 'old', but it is not the one with which this database was encrypted. A right value holds that key, from where it is kept safe"),
            ([], "off", "ENCRYPTION_KEYS: is off or not set, but this database is encrypted, with the key 'old'"),
            ([], null, "ENCRYPTION_KEYS: is not set, and with MSG91_AUTH_KEY set it must be. A right value: "),
            (["keys", "rotate"], New, "ENCRYPTION_KEYS: has no key 'old', with which this database was encrypted. A right value holds that key, from where it is kept safe"),
            (["keys", "status"], "old:too-short", "ENCRYPTION_KEYS: key 1 is not 32 bytes in base64. A right value: "),
        })
        {
            using var other = terminal.With(keys);
            Refused(await other.TypeAsync(words), line);
        }

        using var sandbox = terminal.With(null).With("MSG91_AUTH_KEY", null);
        Refused(await sandbox.TypeAsync(), "ENCRYPTION_KEYS: is off or not set, but this database is encrypted, with the key 'old'");
    }

    /// <summary>It went on with the old order while the keys were replaced.</summary>
    [Fact]
    public async Task A_key_that_was_taken_out_while_some_still_need_it_stops_the_start()
    {
        await using var process = await SupportProcess.StartAsync(Backend.Laptop, Flows.All, new Dictionary<string, string?> { ["ENCRYPTION_KEYS"] = $"{Old},{New}" });
        using var terminal = new Terminal(process.Environment);
        using var other = terminal.With($"{New},{Old}");
        (await other.TypeAsync("keys", "rotate")).Exit.ShouldBe(0);
        await process.SayAsync("919811100001", "Hello");
        await process.SayAsync("919811100002", "Hello");
        await process.DrainAsync();
        await process.TerminateAsync();

        using var without = terminal.With(New);
        Refused(await without.TypeAsync(), "ENCRYPTION_KEYS: has no key 'old', with which this database was encrypted. A right value holds that key, from where it is kept safe");
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_told_in_one_line()
    {
        using var terminal = new Terminal(new Dictionary<string, string?>(SupportService.LiveSettings)
        {
            ["ENCRYPTION_KEYS"] = SupportService.SealingKey,
            ["DATABASE_URL"] = "postgres://nobody:a-password@127.0.0.1:1/nothing",
        });

        var printed = await terminal.TypeAsync("keys", "status");

        Refused(printed, "DATABASE_URL: the database does not answer (");
    }

    private static string Key(string id, char letter) => $"{id}:{Convert.ToBase64String([.. Enumerable.Repeat((byte)letter, 32)])}";

    private static void Refused(Printed printed, string line)
    {
        printed.Exit.ShouldBe(1);
        printed.Errors.ShouldHaveSingleItem().ShouldStartWith(line);
        var all = string.Join('\n', [.. printed.Output, .. printed.Errors]);
        all.ShouldNotContain("   at ", Case.Sensitive);
        new[] { Old, New, Wrong, "too-short", "a-password" }.Where(secret => all.Contains(secret.Split(':')[^1], StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
