using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace WhatsAppSupport.TestServers;

/// <param name="Target">Path and query, as they came.</param>
public sealed record ApiStandInRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>Stands in for whomever flows ask: a shop's API, by http or https. It answers as it is scripted, and otherwise as <see cref="Respond"/> says.</summary>
public sealed class ApiStandIn : IAsyncDisposable
{
    private readonly ConcurrentQueue<Func<HttpContext, CancellationToken, Task>> next = new();

    private readonly ConcurrentQueue<ApiStandInRequest> received = new();

    private readonly X509Certificate2? certificate;

    private StandInServer server = null!;

    private ApiStandIn(X509Certificate2? certificate) => this.certificate = certificate;

    public Uri Address => server.Address;

    /// <summary>How requests are answered while none is scripted. Null: <c>{"ok":true}</c>.</summary>
    public Func<ApiStandInRequest, HttpContext, CancellationToken, Task>? Respond { get; set; }

    /// <summary>What whoever asks by https has to trust.</summary>
    public X509Certificate2 Certificate => certificate ?? throw new InvalidOperationException("It is there by http.");

    /// <summary>Every request that came, whatever was answered.</summary>
    public IReadOnlyList<ApiStandInRequest> Received => [.. received];

    public static Task<ApiStandIn> StartAsync() => StartAsync(certificate: null);

    /// <summary>By https.</summary>
    public static Task<ApiStandIn> StartSecureAsync(params string[] names) => StartAsync(CertificateFor(names));

    /// <summary>How the next requests are answered, one each.</summary>
    public void Next(params IEnumerable<Func<HttpContext, CancellationToken, Task>> answers)
    {
        foreach (var answer in answers)
        {
            next.Enqueue(answer);
        }
    }

    /// <summary>A status, and headers as <c>Name: value</c>.</summary>
    public void NextStatus(int status, params string[] headers) => Next((context, _) =>
    {
        context.Response.StatusCode = status;
        foreach (var header in headers.Select(header => header.Split(": ", 2)))
        {
            context.Response.Headers.Append(header[0], header[1]);
        }

        return Task.CompletedTask;
    });

    public void NextBody(byte[] body, params string[] headers) => Next(async (context, cancellationToken) =>
    {
        foreach (var header in headers.Select(header => header.Split(": ", 2)))
        {
            context.Response.Headers.Append(header[0], header[1]);
        }

        await context.Response.Body.WriteAsync(body, cancellationToken);
    });

    /// <summary>It takes the next request, and says nothing.</summary>
    public void NextHangs() => Next((_, cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken));

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        certificate?.Dispose();
    }

    private static async Task<ApiStandIn> StartAsync(X509Certificate2? certificate)
    {
        var standIn = new ApiStandIn(certificate);
        standIn.server = await StandInServer.StartAsync(standIn.AnswerAsync, certificate);
        return standIn;
    }

    private async Task AnswerAsync(HttpContext context, CancellationToken cancellationToken)
    {
        using var body = new StreamReader(context.Request.Body);
        var request = new ApiStandInRequest(
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await body.ReadToEndAsync(cancellationToken));
        received.Enqueue(request);
        await (next.TryDequeue(out var answer) ? answer(context, cancellationToken)
            : Respond?.Invoke(request, context, cancellationToken) ?? context.Response.WriteAsync("""{"ok":true}""", cancellationToken));
    }

    private static X509Certificate2 CertificateFor(string[] names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={names[0]}", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            alternatives.AddDnsName(name);
        }

        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));

        // A key that was made in memory only is not taken by every system's TLS.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
