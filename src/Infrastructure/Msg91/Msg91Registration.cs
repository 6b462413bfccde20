using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Polly;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Infrastructure.Http;

namespace WhatsAppSupport.Infrastructure.Msg91;

public static class Msg91Registration
{
    private const string Client = "msg91";

    private const int Connections = 256;

    /// <summary>MSG91's answers are a few hundred bytes; an error page of something in between may be anything.</summary>
    private const int MaxAnswerBytes = 64 * 1024;

    /// <summary>The way out to WhatsApp: MSG91, or the sandbox where no key is configured.</summary>
    public static IServiceCollection AddMsg91(this IServiceCollection services, Msg91Options options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<SandboxMessages>();
        services.AddSingleton<ISandboxMessages>(provider => provider.GetRequiredService<SandboxMessages>());
        if (options.AuthKey is not { } key)
        {
            return services.AddSingleton<IMessageGateway, SandboxGateway>();
        }

        services.AddOutgoingClient(Client, Connections, MaxAnswerBytes, provider => TimeLimit(provider, options.Timeout));
        return services.AddSingleton<IMessageGateway>(provider => new Msg91Gateway(
            CreateClient(provider, options, key),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Msg91Gateway>>()));
    }

    private static HttpClient CreateClient(IServiceProvider provider, Msg91Options options, string key)
    {
        var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient(Client);
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
