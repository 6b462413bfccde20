using System.Net;
using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Checkups;

namespace WhatsAppSupport.Infrastructure.Http;

/// <summary>Asks a provider something harmless, once, for a checkup: no retry, no circuit. On the way it hears what time it is there.</summary>
internal sealed class ProbeClient(IHttpClientFactory factory, HeardClocks clocks, TimeProvider clock)
{
    private const string Client = "checkup";

    private const int Connections = 4;

    /// <summary>OpenRouter's list of models is the longest answer.</summary>
    private const int MaxAnswerBytes = 16 * 1024 * 1024;

    public static void AddTo(IServiceCollection services)
    {
        services.AddOutgoingClient(Client, Connections, MaxAnswerBytes);
        services.AddSingleton<ProbeClient>();
    }

    /// <param name="whose">By whose clock the answer is dated.</param>
    /// <param name="address">Of what is asked for.</param>
    /// <param name="headers">What it is asked with.</param>
    /// <exception cref="HttpRequestException">It could not be reached.</exception>
    public async Task<ProbeAnswer> GetAsync(string whose, Uri address, CancellationToken cancellationToken, params (string Name, string Value)[] headers)
    {
        using var http = factory.CreateClient(Client);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("application/json");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        clocks.Hear(whose, response.Headers.Date, clock.GetUtcNow());
        return new ProbeAnswer(response.StatusCode, ArrivedContent.Of(response).Bytes);
    }

    /// <summary>Why it could not be reached, in words that name no address.</summary>
    public static string Words(HttpRequestException fault) => fault.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "its name cannot be resolved",
        HttpRequestError.ConnectionError => "nobody answers there",
        HttpRequestError.SecureConnectionError => "its certificate is not trusted here",
        var other => $"it cannot be reached ({other})",
    };
}

/// <param name="Body">The whole of it, or its first 16 MiB.</param>
internal sealed record ProbeAnswer(HttpStatusCode Status, byte[] Body)
{
    public bool IsSuccess => (int)Status is >= 200 and <= 299;

    public override string ToString() => $"{(int)Status}";
}
