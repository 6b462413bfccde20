using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Escalations;
using WhatsAppSupport.Infrastructure.Http;

namespace WhatsAppSupport.Infrastructure.Notifications;

public static class NotificationsRegistration
{
    private const string Client = "escalations";

    private const int Connections = 8;

    private const int MaxAnswerBytes = 16 * 1024;

    /// <summary>Tells people of escalations and alerts, where there is an address to tell.</summary>
    public static IServiceCollection AddEscalationNotifier(this IServiceCollection services, EscalationOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        if (options.NotifyUrl is not { } url)
        {
            return services.AddSingleton<IEscalationNotifier, NobodyToNotify>().AddSingleton<IAlertNotifier, NobodyToNotify>();
        }

        services.AddOutgoingClient(Client, Connections, MaxAnswerBytes, provider => ThreeTries(provider, options));
        return services
            .AddSingleton(provider => new NotifiedAddress(provider.GetRequiredService<IHttpClientFactory>().CreateClient(Client), url))
            .AddSingleton<IEscalationNotifier, HttpEscalationNotifier>()
            .AddSingleton<IAlertNotifier, HttpAlertNotifier>();
    }

    private static ResiliencePipeline<HttpResponseMessage> ThreeTries(IServiceProvider provider, EscalationOptions options) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = provider.GetRequiredService<TimeProvider>() }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = 2,
                Delay = options.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = new PredicateBuilder<HttpResponseMessage>()
                    .Handle<HttpRequestException>()
                    .Handle<TimeoutRejectedException>()
                    .HandleResult(MayPass),
            })
            .AddTimeout(options.TryTimeout)
            .Build();

    private static bool MayPass(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;
}
