using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Health;
using WhatsAppSupport.Application.Models;
using WhatsAppSupport.Infrastructure.Http;

namespace WhatsAppSupport.Infrastructure.OpenRouter;

public static class OpenRouterRegistration
{
    private const string Client = "openrouter";

    private const int MaxAnswerBytes = 1024 * 1024;

    /// <summary>What the fourth of four models gets when the three before it hang.</summary>
    private const int FairShare = 8;

    /// <summary>The language model, or none where no key is configured.</summary>
    /// <exception cref="InvalidOperationException">The persona of <see cref="OpenRouterOptions.PromptPath"/> cannot be read.</exception>
    public static IServiceCollection AddOpenRouter(this IServiceCollection services, OpenRouterOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        var persona = Persona.Load(options.PromptPath);
        if (options.ApiKey is not { } key)
        {
            return services.AddSingleton<ILanguageModel, NoModel>();
        }

        services.AddOutgoingClient(Client, options.MostAtOnce, MaxAnswerBytes);
        services.AddSingleton(persona);
        services.AddCircuits(options);
        services.AddSingleton(provider => new OpenRouterClient(
            CreateClient(provider, options, key),
            provider.GetRequiredService<ModelCircuits>(),
            options.Timeout / FairShare,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<OpenRouterClient>>()));
        return services.AddSingleton<ILanguageModel, OpenRouterModel>();
    }

    private static void AddCircuits(this IServiceCollection services, OpenRouterOptions options)
    {
        services.AddSingleton(provider => new ModelCircuits(
            options.Models, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<OpenRouterClient>>()));
        foreach (var model in options.Models)
        {
            services.AddSingleton<ICircuit>(provider => provider.GetRequiredService<ModelCircuits>().Of(model));
            services.AddSingleton<IHealthPart>(provider => new CircuitHealth(provider.GetRequiredService<ModelCircuits>().Of(model)));
        }
    }

    private static HttpClient CreateClient(IServiceProvider provider, OpenRouterOptions options, string key)
    {
        var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient(Client);
        http.BaseAddress = new Uri(options.BaseUrl.AbsoluteUri.TrimEnd('/') + "/");
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        http.DefaultRequestHeaders.Referrer = options.AppUrl;
        http.DefaultRequestHeaders.TryAddWithoutValidation("X-OpenRouter-Title", options.AppTitle);

        // The older name of the same header, which OpenRouter still reads.
        http.DefaultRequestHeaders.TryAddWithoutValidation("X-Title", options.AppTitle);
        return http;
    }
}
