using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.IntegrationTests.Keys;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.CommandLine;

/// <summary>What a container engine asks.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task A_program_that_serves_is_ready_and_one_that_was_stopped_is_not_there()
    {
        await using var service = await SupportService.StartAsync(Backend.Laptop, Flows.All);
        using var terminal = At(service.Http.BaseAddress!.Port);

        var ready = await terminal.TypeAsync("health");
        await service.StopAsync();
        var gone = await terminal.TypeAsync("health");

        ready.Exit.ShouldBe(0);
        ready.Output.ShouldHaveSingleItem().ShouldMatch("^ready: http://127.0.0.1:[0-9]+ serves$");
        gone.Exit.ShouldBe(1);
        gone.Output.ShouldHaveSingleItem().ShouldStartWith("not there: nobody listens at http://127.0.0.1:");
        new[] { ready, gone }.ShouldAllBe(printed => printed.Errors.Count == 0);
    }

    [Fact]
    public async Task A_program_whose_database_is_away_is_not_ready()
    {
        await using var postgres = await PostgresServer.StartNewAsync();
        await using var service = await SupportService.StartAsync(
            Backend.Production, Flows.All, new Dictionary<string, string?> { ["DATABASE_URL"] = await postgres.CreateDatabaseAsync(), ["REDIS_URL"] = null });
        using var terminal = At(service.Http.BaseAddress!.Port);
        await postgres.StopAsync();

        var printed = await terminal.TypeAsync("health");

        printed.Exit.ShouldBe(1);
        printed.Output.ShouldHaveSingleItem().ShouldStartWith("not ready: http://127.0.0.1:");
    }

    /// <summary>It is killed after 3 s otherwise, and nobody reads why; the rest is what a busy machine takes to start a process.</summary>
    [Fact]
    public async Task Who_says_nothing_is_not_waited_for_longer_than_an_engine_waits()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var terminal = At(((IPEndPoint)silent.LocalEndpoint).Port);
        var began = Stopwatch.GetTimestamp();

        var printed = await terminal.TypeAsync("health");

        printed.Exit.ShouldBe(1);
        printed.Output.ShouldHaveSingleItem().ShouldEndWith("gives no answer within 2 s, or none by HTTP");
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData("x", "PORT: \"x\" is not a whole number from 0 to 65535. A right value: 8080")]
    [InlineData("0", "PORT: is 0, so the program has taken any free one, and nobody knows which. A right value: 8080")]
    public async Task A_port_that_tells_nothing_is_one_line(string port, string line)
    {
        using var terminal = new Terminal(new Dictionary<string, string?> { ["PORT"] = port });

        var printed = await terminal.TypeAsync("health");

        printed.Exit.ShouldBe(1);
        printed.Errors.ShouldBe([line]);
    }

    [Fact]
    public async Task An_unknown_word_is_told_what_there_is()
    {
        using var terminal = new Terminal(new Dictionary<string, string?>());

        var (help, unknown, option) = (await terminal.TypeAsync("help"), await terminal.TypeAsync("serve"), await terminal.TypeAsync("doctor", "--quick"));

        help.Exit.ShouldBe(0);
        help.Output.ShouldContain(line => line.StartsWith("doctor webhook [--fetch-missed]", StringComparison.Ordinal));
        unknown.Exit.ShouldBe(1);
        unknown.Errors.ShouldBe(help.Output.Skip(1));
        option.Exit.ShouldBe(1);
        option.Errors.Select(line => line.Split(' ')[0]).Distinct().ShouldBe(["doctor"]);
    }

    private static Terminal At(int port) => new(new Dictionary<string, string?> { ["PORT"] = port.ToString(CultureInfo.InvariantCulture) });
}
