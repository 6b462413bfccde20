using System.Security.Authentication;
using StackExchange.Redis;

namespace WhatsAppSupport.Infrastructure.Redis;

/// <summary>The connection to Redis: made in the background, kept up by the client, and made anew on request.</summary>
/// <param name="asksServer">Whether the server itself is to be asked something, which the client calls an administrator's matter.</param>
public sealed class RedisConnection(RedisOptions options, bool asksServer = false) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private Task<ConnectionMultiplexer>? connecting;
    private volatile ConnectionMultiplexer? current;
    private int openings;
    private bool isDisposed;

    public bool IsConnected => current?.IsConnected == true;

    /// <summary>Commands that wait for their answer, or to be sent.</summary>
    public long Pending => current?.GetCounters().TotalOutstanding ?? 0;

    /// <summary>The database, as soon as the first attempt to connect has ended, well or badly.</summary>
    public async Task<IDatabase> DatabaseAsync() => (await ConnectAsync()).GetDatabase(options.Database);

    /// <summary>Begins to connect where that has not begun, or has failed.</summary>
    public Task<ConnectionMultiplexer> ConnectAsync()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            if (connecting is null or { IsFaulted: true } or { IsCanceled: true })
            {
                var opening = ++openings;
                connecting = Task.Run(() => OpenAsync(opening));
            }

            return connecting;
        }
    }

    /// <summary>The next call connects anew; what still waits on the old connection fails.</summary>
    public Task RebuildAsync()
    {
        Task<ConnectionMultiplexer>? old;
        lock (gate)
        {
            (old, connecting, current) = (connecting, null, null);
        }

        return CloseAsync(old);
    }

    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            isDisposed = true;
        }

        await RebuildAsync();
    }

    private async Task<ConnectionMultiplexer> OpenAsync(int opening)
    {
        var opened = await ConnectionMultiplexer.ConnectAsync(Configuration());

        // In order, one slow continuation would hold up everybody's answers.
        opened.PreserveAsyncOrder = false;
        lock (gate)
        {
            // One that was given up while it still connected must not hide the one that came after it.
            if (opening == openings && connecting is not null)
            {
                current = opened;
            }
        }

        return opened;
    }

    private ConfigurationOptions Configuration()
    {
        var configuration = new ConfigurationOptions
        {
            ClientName = "whatsapp-support",
            Password = options.Password,
            Ssl = options.UsesTls,
            SslProtocols = options.UsesTls ? SslProtocols.None : null,
            DefaultDatabase = options.Database,
            AllowAdmin = asksServer,
            AbortOnConnectFail = false,
            ConnectTimeout = 2_000,
            ConnectRetry = 1,
            SyncTimeout = 1_000,
            KeepAlive = 5,
            ReconnectRetryPolicy = new LinearRetry(1_000),
        };
        foreach (var host in options.Hosts)
        {
            configuration.EndPoints.Add(host.Name, host.Port);
        }

        return configuration;
    }

    private static async Task CloseAsync(Task<ConnectionMultiplexer>? old)
    {
        if (old is null)
        {
            return;
        }

        try
        {
            await (await old).CloseAsync(allowCommandsToComplete: false);
        }
        catch (Exception failure) when (RedisCircuit.IsFailure(failure))
        {
            // It never opened or is broken already: there is nothing left to close.
            return;
        }
    }
}
