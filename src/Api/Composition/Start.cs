using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using WhatsAppSupport.Api.Access;
using WhatsAppSupport.Api.Settings;

namespace WhatsAppSupport.Api.Composition;

/// <summary>From nothing to listening, or to lines that say why not.</summary>
internal static partial class Start
{
    /// <param name="run">Its outcome is the process's exit code.</param>
    /// <returns>The same, or 1 where a setting, a flow or the port must be put right first.</returns>
    public static async Task<int> OrSayWhyNotAsync(Func<Task<int>> run, TextWriter errors)
    {
        try
        {
            return await run();
        }
        catch (StartRefusedException refused)
        {
            foreach (var line in refused.Lines)
            {
                await errors.WriteLineAsync(line);
            }

            return 1;
        }
    }

    /// <summary>Starts, and says so.</summary>
    /// <param name="terminal">What a person reads; null where there is nobody, and the log is told instead.</param>
    public static async Task StartAndAnnounceAsync(this WebApplication app, AppSettings settings, TextWriter? terminal)
    {
        if (!await StartAsync(app, settings.Port))
        {
            return;
        }

        settings = settings with { Made = settings.Made with { AdminPassword = app.Services.GetService<FirstSignIn>()?.MadePassword } };
        var facts = app.Services.GetServices<StartFact>();
        if (terminal is null)
        {
            Log(app.Logger, settings, facts);
            return;
        }

        var address = $"http://localhost:{new Uri(app.Urls.First()).Port}";
        await terminal.WriteLineAsync(string.Join(Environment.NewLine, StartBanner.Lines(settings, address, facts)));
    }

    /// <summary>The sandbox always speaks to a person, for instance through a file; its keys open nothing but this machine.</summary>
    public static TextWriter? TerminalOf(AppSettings settings) => settings.IsSandbox || !Console.IsOutputRedirected ? Console.Out : null;

    /// <returns>False: it was asked to stop before it had started.</returns>
    private static async Task<bool> StartAsync(WebApplication app, int port)
    {
        try
        {
            await app.StartAsync();
            return true;
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return false;
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new StartRefusedException($"PORT: {port} is taken by another program on this machine. Stop that one, or set a free one: PORT={port + 1}", exception);
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new StartRefusedException($"PORT: this user may not listen on {port}. A right value: 8080", exception);
        }
    }

    private static void Log(ILogger logger, AppSettings settings, IEnumerable<StartFact> facts)
    {
        foreach (var fact in StartChoices.Of(settings).Concat(StartChoices.KeptKeys(settings)).Concat(facts))
        {
            Chosen(logger, fact.Label, fact.Value);
        }

        foreach (var warning in settings.Warnings)
        {
            Warned(logger, warning);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Part}: {Choice}")]
    private static partial void Chosen(ILogger logger, string part, string choice);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}")]
    private static partial void Warned(ILogger logger, string warning);
}
