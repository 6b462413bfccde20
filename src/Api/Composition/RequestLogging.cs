using System.Text.RegularExpressions;

namespace WhatsAppSupport.Api.Composition;

/// <summary>One line a request: method, path, status, time. Never the query, a header or a body, nor of the path what looks like a number, an address or words of another script.</summary>
internal sealed partial class RequestLogging(RequestDelegate next, ILogger<RequestLogging> logger, TimeProvider clock)
{
    private const int PathLength = 200;

    /// <summary>What comes all the time and is counted in the metrics.</summary>
    private static readonly PathString[] Frequent = ["/webhooks", "/health", "/metrics"];

    public async Task InvokeAsync(HttpContext context)
    {
        var started = clock.GetTimestamp();
        await next(context);

        var status = context.Response.StatusCode;
        var level = status >= 500 ? LogLevel.Warning : status < 400 && IsFrequent(context.Request.Path) ? LogLevel.Debug : LogLevel.Information;
        if (logger.IsEnabled(level))
        {
            var (path, took) = (PathOf(context.Request), clock.GetElapsedTime(started).TotalMilliseconds);
            Answered(logger, level, context.Request.Method, path, status, took);
        }
    }

    private static bool IsFrequent(PathString path) => Array.Exists(Frequent, prefix => path.StartsWithSegments(prefix));

    /// <summary>Percent-encoded, so that nobody writes a line of their own into the log. Whoever asks in a wrong way may put there what belongs into a query.</summary>
    private static string PathOf(HttpRequest request)
    {
        var path = request.Path.ToUriComponent();
        path = Words().IsMatch(path) ? string.Join('/', path.Split('/').Select(part => Words().IsMatch(part) && !Guid.TryParse(part, out _) ? "…" : part)) : path;
        return path.Length <= PathLength ? path : path[..PathLength];
    }

    /// <summary>Paths of ours have no seven digits in a row but in ids, and nothing that must be encoded.</summary>
    [GeneratedRegex("%|[0-9]{7}|@", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [LoggerMessage(Message = "{Method} {Path} {Status} in {Milliseconds:0.0} ms")]
    private static partial void Answered(ILogger logger, LogLevel level, string method, string path, int status, double milliseconds);
}
