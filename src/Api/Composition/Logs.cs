using Microsoft.AspNetCore.Connections;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Json;
using WhatsAppSupport.Api.Settings;

namespace WhatsAppSupport.Api.Composition;

/// <summary>The log: lines for a person at a terminal, JSON for a collector. Written aside, so that a slow console slows nobody.</summary>
internal static class Logs
{
    private const string Line = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";

    public static WebApplicationBuilder AddLogs(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(Configuration().WriteTo.Async(Write).CreateLogger(), dispose: true);
        return builder;
    }

    internal static LoggerConfiguration Configuration() => new LoggerConfiguration()
        .MinimumLevel.Information()

        // Their requests are logged with the query, and a query may hold a token or a phone number: see RequestLogging.
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        .MinimumLevel.Override("System", LogEventLevel.Warning)
        .MinimumLevel.Override(typeof(Access.ApiKeyAuthentication).Namespace!, LogEventLevel.Warning)

        // That the keys of cookies are kept in clear where everything is: the start says so in its own words.
        .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogEventLevel.Error)

        // EF Core asks a new database for a table that is not there yet, and calls that an error. What fails is logged by whoever asked.
        .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Database.Command", LogEventLevel.Fatal)
        .Filter.ByExcluding(IsPrintedAsLine)
        .Enrich.FromLogContext()
        .Enrich.With<WithoutRequestPath>();

    /// <summary>What stops the start is printed as one clear line, and who stops it knows; the host would add its stack trace.</summary>
    private static bool IsPrintedAsLine(LogEvent entry) =>
        entry.Exception is StartRefusedException or AddressInUseException or IOException { InnerException: AddressInUseException }
        || (entry.Exception is OperationCanceledException && IsFromHost(entry));

    private static bool IsFromHost(LogEvent entry) =>
        entry.Properties.TryGetValue(Constants.SourceContextPropertyName, out var source)
        && source is ScalarValue { Value: "Microsoft.Extensions.Hosting.Internal.Host" };

    /// <summary>The host adds the path as it was asked for to each line of a request; what may be told of it stands in the line of <see cref="RequestLogging"/>.</summary>
    private sealed class WithoutRequestPath : ILogEventEnricher
    {
        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory) => logEvent.RemovePropertyIfPresent("RequestPath");
    }

    private static void Write(Serilog.Configuration.LoggerSinkConfiguration sink)
    {
        if (Console.IsOutputRedirected)
        {
            sink.Console(new JsonFormatter(renderMessage: true));
        }
        else
        {
            sink.Console(outputTemplate: Line, formatProvider: System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
