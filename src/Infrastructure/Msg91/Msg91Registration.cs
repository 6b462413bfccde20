using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Polly;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Health;
using WhatsAppSupport.Infrastructure.Http;

namespace WhatsAppSupport.Infrastructure.Msg91;

public static class Msg91Registration
{
    private const string Client = "msg91";

    private const int Connections = 256;

    /// <summary>MSG91's answers are a few hundred bytes; an error page of something in between may be anything.</summary>
    private const int MaxAnswerBytes = 64 * 1024;

    private const string LogClient = "msg91-log";

    private const int LogConnections = 1;

    /// <summary>Three days of a busy number; what is longer is cut off, and then counts as not whole.</summary>
    private const int MaxLogBytes = 8 * 1024 * 1024;

    private static readonly TimeSpan LogTimeout = TimeSpan.FromSeconds(20);

    /// <summary>The way out to WhatsApp: MSG91, or the sandbox where no key is configured.</summary>
    public static IServiceCollection AddMsg91(this IServiceCollection services, Msg91Options options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<SandboxMessages>();
        services.AddSingleton<ISandboxMessages>(provider => provider.GetRequiredService<SandboxMessages>());
        if (options.AuthKey is not { } key)
        {
            return services.AddSingleton<IMessageGateway, SandboxGateway>().AddSingleton<ISendLog, NoSendLog>();
        }

        services.AddOutgoingClient(Client, Connections, MaxAnswerBytes, provider => TimeLimit(provider, options.Timeout));
        services.AddOutgoingClient(LogClient, LogConnections, MaxLogBytes, provider => TimeLimit(provider, LogTimeout));
        return services
            .AddSingleton<ISendLog>(provider => new Msg91SendLog(
                CreateClient(provider, LogClient, options, key),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<Msg91SendLog>>()))
            .AddSingleton(provider => Msg91Circuit.Create(provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<Msg91Gateway>>()))
            .AddSingleton<ICircuit>(provider => provider.GetRequiredService<Circuit<SendOutcome>>())
            .AddSingleton<IHealthPart>(provider => new CircuitHealth(provider.GetRequiredService<Circuit<SendOutcome>>()))
            .AddSingleton<IMessageGateway>(provider => new Msg91Gateway(
                CreateClient(provider, Client, options, key),
                provider.GetRequiredService<Circuit<SendOutcome>>(),
                options.MediaBody,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<Msg91Gateway>>()));
    }

    private static HttpClient CreateClient(IServiceProvider provider, string name, Msg91Options options, string key)
    {
        var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient(name);
        http.BaseAddress = new Uri(options.BaseUrl.AbsoluteUri.TrimEnd('/') + "/");
        http.DefaultRequestHeaders.TryAddWithoutValidation("authkey", key);
        http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        return http;
    }

    /// <summary>A time-out and no retry: the outbox knows better when, and whether, to send again.</summary>
    private static ResiliencePipeline<HttpResponseMessage> TimeLimit(IServiceProvider provider, TimeSpan timeout) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = provider.GetRequiredService<TimeProvider>() }
            .AddTimeout(timeout)
            .Build();
}
