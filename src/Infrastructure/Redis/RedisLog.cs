using Microsoft.Extensions.Logging;

namespace WhatsAppSupport.Infrastructure.Redis;

/// <summary>Kinds of failures only: the client's own messages repeat keys.</summary>
internal static partial class RedisLog
{
    [LoggerMessage(1, LogLevel.Information, "Redis answers")]
    public static partial void Answers(this ILogger logger);

    [LoggerMessage(2, LogLevel.Warning, "Redis fails ({Kind}): sessions are read from the database until it answers")]
    public static partial void Fails(this ILogger logger, string kind);

    [LoggerMessage(3, LogLevel.Information, "Redis has failed for {Seconds:0} s: the connection is made anew")]
    public static partial void IsRebuilt(this ILogger logger, double seconds);
}
