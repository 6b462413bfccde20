using System.Net.Mime;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using WhatsAppSupport.Api.Access;
using WhatsAppSupport.Api.Documentation;
using WhatsAppSupport.Api.Errors;
using WhatsAppSupport.Api.Health;
using WhatsAppSupport.Api.Session;
using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Api.Telemetry;
using WhatsAppSupport.Api.Webhooks;

namespace WhatsAppSupport.Api.Composition;

/// <summary>What the program shows over HTTP, and in which order a request passes through it.</summary>
internal static class Face
{
    public static WebApplicationBuilder AddFace(this WebApplicationBuilder builder, AppSettings settings)
    {
        builder.Services
            .AddAccess(settings)
            .AddDocumentation()
            .AddExceptionHandler<UnexpectedErrors>()
            .AddSingleton<HealthReports>()
            .AddTelemetry(settings)
            .AddSingleton(_ => new BodyReader())
            .ConfigureHttpJsonOptions(options => Shape(options.SerializerOptions))
            .AddControllers(options =>
            {
                SpeakOnlyJson(options.OutputFormatters);
                ReadOnlyJson(options.InputFormatters);
                LeaveBodiesAlone(options.ValueProviderFactories);
            })
            .AddApplicationPart(typeof(Face).Assembly)
            .AddJsonOptions(options =>
            {
                Shape(options.JsonSerializerOptions);
                TakeOnlyWhatIsKnown(options.JsonSerializerOptions);
            })
            .ConfigureApiBehaviorOptions(options =>
            {
                options.SuppressMapClientErrors = true;
                options.InvalidModelStateResponseFactory = UnreadableRequests.Refuse;
            });
        return builder;
    }

    public static WebApplication UseFace(this WebApplication app)
    {
        app.UseRouting();
        app.UseTelemetry();
        app.UseMiddleware<RequestLogging>();
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(page => Problems.WriteAsync(page.HttpContext, Problems.Of(page.HttpContext.Response.StatusCode)));
        app.UseDocumentationPage();
        app.UseUnmatchedRequests();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseCsrfTokens();
        app.MapControllers();
        app.MapDocumentation();
        return app;
    }

    private static void Shape(JsonSerializerOptions json)
    {
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        json.NumberHandling = JsonNumberHandling.Strict;

        // Letters of every script and emojis as they are; nothing here is put into a page.
        json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
    }

    /// <summary>A field that nobody reads was meant for something: a misspelt one, or one that the sender may not set.</summary>
    private static void TakeOnlyWhatIsKnown(JsonSerializerOptions json)
    {
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.AllowDuplicateProperties = false;
    }

    private static void SpeakOnlyJson(FormatterCollection<IOutputFormatter> formatters)
    {
        formatters.RemoveType<StringOutputFormatter>();
        foreach (var json in formatters.OfType<SystemTextJsonOutputFormatter>())
        {
            json.SupportedMediaTypes.Clear();
            json.SupportedMediaTypes.Add(MediaTypeNames.Application.Json);
        }
    }

    /// <summary>One name for it: what else the framework takes for JSON is a 415.</summary>
    private static void ReadOnlyJson(FormatterCollection<IInputFormatter> formatters)
    {
        foreach (var json in formatters.OfType<SystemTextJsonInputFormatter>())
        {
            json.SupportedMediaTypes.Clear();
            json.SupportedMediaTypes.Add(MediaTypeNames.Application.Json);
        }
    }

    /// <summary>A body that calls itself a form would be read, and gone, before a controller sees it: a webhook's signature is over that body.</summary>
    private static void LeaveBodiesAlone(IList<IValueProviderFactory> factories)
    {
        factories.RemoveType<FormValueProviderFactory>();
        factories.RemoveType<JQueryFormValueProviderFactory>();
        factories.RemoveType<FormFileValueProviderFactory>();
    }
}
