using System.Globalization;
using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Keys;

/// <summary>Keys come late and are replaced: the commands as processes of their own, beside the program that serves.</summary>
public abstract class KeysBesideContract(Backend backend)
{
    private static readonly string Old = $"old:{Convert.ToBase64String([.. Enumerable.Repeat((byte)'o', 32)])}";
    private static readonly string New = $"new:{Convert.ToBase64String([.. Enumerable.Repeat((byte)'n', 32)])}";

    /// <summary>Processes start slowly where many do.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Dictionary<string, List<string>> said = Customers.Next(6).ToDictionary(customer => customer, _ => new List<string>());

    [Fact]
    public async Task An_old_database_in_clear_is_sealed_while_the_program_serves_and_nothing_is_lost()
    {
        await using var process = await StartAsync("off");
        await AllSayAsync(process);
        await AllSayAsync(process);
        await process.DrainAsync();
        var canaries = said.Keys.Concat(said.Values.SelectMany(texts => texts.Where(text => text.Contains(' ', StringComparison.Ordinal)))).Select(text => new Canary(text)).ToList();
        (await process.SingingAsync(canaries, process.Folders)).ShouldNotBeEmpty("all is in clear");
        await RestartAsync(process, Old);

        using var terminal = new Terminal(process.Environment);
        using var command = terminal.Begin("keys", "encrypt");
        await SayUntilAsync(process, () => command.HasEnded);
        var printed = await command.EndAsync();
        var again = await terminal.TypeAsync("keys", "encrypt");
        await process.DrainAsync();

        printed.Errors.ShouldBeEmpty();
        printed.Exit.ShouldBe(0);
        printed.Output[^1].ShouldEndWith("rows were sealed; their keys are sealed with 'old'.");
        again.Output.ShouldBe(["0 rows were sealed; their keys are sealed with 'old'."]);
        (await process.SingingAsync(canaries, process.Folders)).ShouldBeEmpty();
        await AllIsReadAsync(process);
    }

    [Fact]
    public async Task Keys_are_replaced_while_the_program_serves_and_a_rotation_that_was_stopped_goes_on()
    {
        await using var process = await StartAsync(Old);
        await AllSayAsync(process);
        await process.DrainAsync();
        await RestartAsync(process, $"{New},{Old}");
        using var terminal = new Terminal(process.Environment);
        using var withoutOld = terminal.With(New);
        await SlowDownAsync(process);

        await StopInTheMiddleAsync(process, terminal, "TERM", after: 1);
        var status = await terminal.TypeAsync("keys", "status");
        var early = await withoutOld.TypeAsync(backend == Backend.Laptop ? ["keys", "status"] : []);
        await StopInTheMiddleAsync(process, terminal, "KILL", after: 3);
        using var command = terminal.Begin("keys", "rotate");
        await SayUntilAsync(process, () => command.HasEnded);
        var printed = await command.EndAsync();

        status.Output.ShouldContain(line => line.StartsWith("old: ", StringComparison.Ordinal) && line.EndsWith("keys; is needed until 'keys rotate' has run", StringComparison.Ordinal));
        early.Exit.ShouldBe(1, "the old key is needed as long as anything is sealed with it");
        early.Errors.ShouldHaveSingleItem().ShouldStartWith("ENCRYPTION_KEYS: has no key 'old'");
        printed.Errors.ShouldBeEmpty();
        printed.Exit.ShouldBe(0);
        printed.Output[0].ShouldEndWith("keys were sealed anew with 'new'.");
        printed.Output.Skip(1).Select(line => line.Split(' ')[0]).ShouldBe(["new:", "in"], "nothing is left under the old key");

        await process.DrainAsync();
        await RestartAsync(process, New);
        await AllSayAsync(process);
        await process.DrainAsync();
        await AllIsReadAsync(process);
    }

    private Task<SupportProcess> StartAsync(string keys) =>
        SupportProcess.StartAsync(backend, Flows.All, new Dictionary<string, string?> { ["ENCRYPTION_KEYS"] = keys });

    private static async Task RestartAsync(SupportProcess process, string keys)
    {
        await process.TerminateAsync();
        process.Set("ENCRYPTION_KEYS", keys);
        await process.StartAsync();
    }

    private async Task AllSayAsync(SupportProcess process)
    {
        foreach (var (customer, texts) in said)
        {
            texts.Add(texts.Count == 0 ? "count" : $"an oriole said {texts.Count} to {customer}");
            await process.InsistAsync(Shape.Msg91.Text(customer, texts[^1], Posting.NewId(), process.Now));
        }
    }

    /// <summary>At least once all of them, and somebody new.</summary>
    private async Task SayUntilAsync(SupportProcess process, Func<bool> isOver)
    {
        said[Customers.Next()] = [];
        do
        {
            await AllSayAsync(process);
        }
        while (!isOver());
    }

    private async Task AllIsReadAsync(SupportProcess process)
    {
        foreach (var (customer, texts) in said)
        {
            var found = await process.ConversationAsync(customer);
            found["messages"]!.AsArray().Select(message => message!.AsObject()).Where(message => message.Word("direction") == "inbound")
                .Select(message => message.Word("content")).ShouldBe(texts.TakeLast(found["messages"]!.AsArray().Count(message => (string?)message!["direction"] == "inbound")));
            found["messages"]!.AsArray().Select(message => message!.AsObject().Word("content")).ShouldNotContain("(unreadable)");
        }

        (await process.CountAsync("messages WHERE direction = 'inbound'")).ShouldBe(said.Values.Sum(texts => texts.Count));
        (await process.CountAsync("inbox WHERE state <> 'done'")).ShouldBe(0);
    }

    /// <summary>Each customer's key takes a while, so that there is a middle.</summary>
    private Task<int> SlowDownAsync(SupportProcess process) => process.ExecuteAsync(backend == Backend.Laptop
        ? $"""
           CREATE TABLE slow (n INTEGER);
           INSERT INTO slow VALUES {string.Join(',', Enumerable.Repeat("(1)", 150))};
           CREATE TRIGGER slow AFTER UPDATE OF data_key ON customers BEGIN
             UPDATE slow SET n = (SELECT count(*) FROM slow a, slow b, slow c) WHERE rowid = 1;
           END;
           """
        : """
          CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.15); RETURN NEW; END';
          CREATE TRIGGER slow AFTER UPDATE OF data_key ON customers FOR EACH ROW EXECUTE FUNCTION slow();
          """);

    private async Task StopInTheMiddleAsync(SupportProcess process, Terminal terminal, string signal, int after)
    {
        var (first, id) = (Sql.Bytes(backend, "new"), "substr(data_key, 2, 3)");
        using var command = terminal.Begin("keys", "rotate");
        await Eventually.BecomesTrueAsync(
            async () => command.HasEnded || await process.CountAsync($"customers WHERE {id} = {first}") >= after, Patience, "some keys are sealed anew");

        await command.StopAsync(signal);

        (await process.CountAsync($"customers WHERE {id} <> {first}")).ShouldBeGreaterThan(0, string.Create(CultureInfo.InvariantCulture, $"after {after} it was in the middle"));
    }
}

public sealed class KeysBesideLaptop() : KeysBesideContract(Backend.Laptop);

public sealed class KeysBesideProduction() : KeysBesideContract(Backend.Production);
