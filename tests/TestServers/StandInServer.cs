using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace WhatsAppSupport.TestServers;

/// <summary>A bare HTTP server on a free port of this machine: no configuration, no logging, one function that answers.</summary>
internal sealed class StandInServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private readonly CancellationTokenSource stopping = new();

    private bool isDisposed;

    private StandInServer(WebApplication app) => this.app = app;

    public Uri Address { get; private set; } = null!;

    /// <param name="answer">Gets a token that is cancelled when the caller hangs up or the server stops.</param>
    /// <param name="certificate">Whom it is by https; null: it is there by http.</param>
    public static async Task<StandInServer> StartAsync(Func<HttpContext, CancellationToken, Task> answer, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                if (certificate is not null)
                {
                    listen.UseHttps(certificate);
                }
            });
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        var server = new StandInServer(builder.Build());
        server.app.Run(context => server.AnswerAsync(context, answer));
        await server.app.StartAsync();
        var addresses = server.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        server.Address = new Uri(addresses.Addresses.Single());
        return server;
    }

    /// <summary>May be called twice: a test takes a server down, and its end does so again.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isDisposed, true))
        {
            return;
        }

        await stopping.CancelAsync();
        await app.DisposeAsync();
        stopping.Dispose();
    }

    private async Task AnswerAsync(HttpContext context, Func<HttpContext, CancellationToken, Task> answer)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping.Token);
        try
        {
            await answer(context, ending.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The caller hung up, or the test is over: nobody waits for an answer any more.
            context.Abort();
        }
    }
}
