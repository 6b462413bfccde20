using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WhatsAppSupport.Api.Composition;
using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Infrastructure.Msg91;

namespace WhatsAppSupport.UnitTests.Api;

public sealed class StartTests
{
    [Fact]
    public async Task A_refused_start_is_lines_and_exit_code_1()
    {
        var errors = new StringWriter();

        var code = await Start.OrSayWhyNotAsync(() => throw new StartRefusedException(["PORT: one", "REDIS_URL: two"]), errors);

        code.ShouldBe(1);
        errors.ToString().ReplaceLineEndings("\n").ShouldBe("PORT: one\nREDIS_URL: two\n");
    }

    [Fact]
    public async Task A_start_that_went_well_ends_with_0()
    {
        (await Start.OrSayWhyNotAsync(() => Task.FromResult(0), TextWriter.Null)).ShouldBe(0);
    }

    [Fact]
    public async Task What_a_command_found_wrong_is_its_exit_code()
    {
        (await Start.OrSayWhyNotAsync(() => Task.FromResult(1), TextWriter.Null)).ShouldBe(1);
    }

    [Fact]
    public async Task A_taken_port_is_one_clear_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await using var app = FaceOf(new AppSettings { Port = port });

        var refused = await Should.ThrowAsync<StartRefusedException>(() => app.StartAndAnnounceAsync(new AppSettings { Port = port }, TextWriter.Null));

        refused.Lines.ShouldBe([$"PORT: {port} is taken by another program on this machine. Stop that one, or set a free one: PORT={port + 1}"]);
    }

    [Fact]
    public async Task Who_stops_it_while_it_starts_reads_no_stack_trace()
    {
        var log = new LogLines();
        var settings = new AppSettings { Port = 0 };
        await using var app = FaceApp.Build(settings, log, services => services.AddHostedService<StoppedAtOnce>());
        var terminal = new StringWriter();

        await app.StartAndAnnounceAsync(settings, terminal);

        terminal.ToString().ShouldBeEmpty();
        log.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_sandbox_listens_on_this_machine_only()
    {
        var terminal = new StringWriter();
        var settings = new AppSettings { Port = 0 };
        await using var app = FaceOf(settings);

        await app.StartAndAnnounceAsync(settings, terminal);

        var address = new Uri(app.Urls.ShouldHaveSingleItem());
        address.Host.ShouldBe("127.0.0.1");
        terminal.ToString().ShouldContain($"http://localhost:{address.Port} ");
        Start.TerminalOf(settings).ShouldBe(Console.Out);
    }

    [Fact]
    public async Task Live_listens_on_every_interface_and_tells_its_log()
    {
        var settings = new AppSettings { Port = 0, Msg91 = new Msg91Options { AuthKey = "KEPT" }, Warnings = ["PORT: odd"], Made = new MadeSecrets(null, "KEPT") };
        var log = new LogLines();
        await using var app = FaceApp.Build(settings, log);

        await app.StartAndAnnounceAsync(settings, terminal: null);

        new Uri(app.Urls.ShouldHaveSingleItem()).Host.ShouldBeOneOf("[::]", "0.0.0.0");
        log.All.ShouldContain(line => line.Contains("its key is kept in data/admin-api-key"));
        log.All.ShouldContain(line => line.StartsWith("Warning \"PORT: odd\"", StringComparison.Ordinal));
        log.All.ShouldAllBe(line => !line.Contains("KEPT"));
    }

    /// <summary>Ctrl+C while the database is waited for.</summary>
    private sealed class StoppedAtOnce(IHostApplicationLifetime lifetime) : IHostedLifecycleService
    {
        public Task StartingAsync(CancellationToken cancellationToken)
        {
            lifetime.StopApplication();
            cancellationToken.ThrowIfCancellationRequested();
            return Task.CompletedTask;
        }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private static Microsoft.AspNetCore.Builder.WebApplication FaceOf(AppSettings settings) => FaceApp.Build(settings, new LogLines());
}
