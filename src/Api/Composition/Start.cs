using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using WhatsAppSupport.Api.Settings;

namespace WhatsAppSupport.Api.Composition;

/// <summary>From nothing to listening, or to lines that say why not.</summary>
internal static partial class Start
{
    /// <returns>The process's exit code: 1 where a setting, a flow or the port must be put right first.</returns>
    public static async Task<int> OrSayWhyNotAsync(Func<Task> run)
    {
        try
        {
            await run();
            return 0;
        }
        catch (StartRefusedException refused)
        {
            foreach (var line in refused.Lines)
            {
                await Console.Error.WriteLineAsync(line);
            }

            return 1;
        }
    }

    /// <summary>Runs until it is told to stop.</summary>
    public static async Task RunAsync(this WebApplication app, AppSettings settings)
    {
        await StartAsync(app, settings.Port);
        Announce(app, settings);
        await app.WaitForShutdownAsync();
    }

    private static async Task StartAsync(WebApplication app, int port)
    {
        try
        {
            await app.StartAsync();
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

    /// <summary>In the sandbox always to the terminal; a live process without a terminal tells its log, without the keys.</summary>
    private static void Announce(WebApplication app, AppSettings settings)
    {
        var facts = app.Services.GetServices<StartFact>();
        if (settings.IsSandbox || !Console.IsOutputRedirected)
        {
            var address = $"http://localhost:{new Uri(app.Urls.First()).Port}";
            Console.Out.WriteLine(string.Join(Environment.NewLine, StartBanner.Lines(settings, address, facts)));
            return;
        }

        foreach (var fact in StartChoices.Of(settings).Concat(facts))
        {
            Chosen(app.Logger, fact.Label, fact.Value);
        }

        foreach (var warning in settings.Warnings)
        {
            Warned(app.Logger, warning);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Part}: {Choice}")]
    private static partial void Chosen(ILogger logger, string part, string choice);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}")]
    private static partial void Warned(ILogger logger, string warning);
}
