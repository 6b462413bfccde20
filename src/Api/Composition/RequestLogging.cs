using Microsoft.AspNetCore.Routing.Patterns;
using WhatsAppSupport.Api.Errors;

namespace WhatsAppSupport.Api.Composition;

/// <summary>
/// One line a request: method, route, status, time. The route is told as it is declared, with the ids of what it is about, so that nothing that a caller can write stands in it: no
/// query, no header, no body, and not the path of who asks for something that there is not.
/// </summary>
internal sealed partial class RequestLogging(RequestDelegate next, ILogger<RequestLogging> logger, TimeProvider clock)
{
    private const string Untold = "…";

    /// <summary>What comes all the time and is counted in the metrics, by the thousand where something that is needed is away.</summary>
    private static readonly PathString[] Frequent = ["/webhooks", "/health", "/metrics"];

    private readonly QuietLog unavailable = new(clock);

    public async Task InvokeAsync(HttpContext context)
    {
        var started = clock.GetTimestamp();

        // Before what comes next: where a request fails its endpoint is forgotten.
        var (endpoint, values) = (context.GetEndpoint() as RouteEndpoint, context.Request.RouteValues);
        await next(context);

        var status = context.Response.StatusCode;
        var isCounted = status is < 400 or StatusCodes.Status503ServiceUnavailable && IsFrequent(context.Request.Path);
        var level = isCounted ? LogLevel.Debug : status >= 500 ? LogLevel.Warning : LogLevel.Information;
        if (logger.IsEnabled(level))
        {
            var (path, took) = (PathOf(endpoint, values), clock.GetElapsedTime(started).TotalMilliseconds);
            Answered(logger, level, context.Request.Method, path, status, took);
        }

        if (isCounted && status == StatusCodes.Status503ServiceUnavailable && unavailable.MaySpeak(out var times))
        {
            Unavailable(logger, PathOf(endpoint, values), times);
        }
    }

    private static bool IsFrequent(PathString path) => Array.Exists(Frequent, prefix => path.StartsWithSegments(prefix));

    private static string PathOf(RouteEndpoint? endpoint, RouteValueDictionary values) =>
        $"/{(endpoint is null ? Untold : string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => Told(part, values))))))}";

    private static string Told(RoutePatternPart part, RouteValueDictionary values) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart { Name: var name } when Guid.TryParse(values[name] as string, out var id) => id.ToString(),
        _ => Untold,
    };

    [LoggerMessage(Message = "{Method} {Path} {Status} in {Milliseconds:0.0} ms")]
    private static partial void Answered(ILogger logger, LogLevel level, string method, string path, int status, double milliseconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} was answered 503; {Times} such answers since this was last said")]
    private static partial void Unavailable(ILogger logger, string path, int times);
}
