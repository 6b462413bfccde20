using Microsoft.OpenApi;
using WhatsAppSupport.Api.Session;

namespace WhatsAppSupport.Api.Documentation;

/// <summary>How a caller shows who it is.</summary>
internal static class SecuritySchemes
{
    public const string ApiKey = "apiKey";
    public const string Session = "session";
    public const string CsrfToken = "csrfToken";
    public const string MetricsToken = "metricsToken";
    public const string WebhookSignature = "webhookSignature";
    public const string WebhookToken = "webhookToken";

    public static Dictionary<string, IOpenApiSecurityScheme> All => new()
    {
        [ApiKey] = Bearer("A program's key: Authorization: Bearer … . The one of ADMIN_API_KEY may do everything, others what they were made for."),
        [CsrfToken] = In(ParameterLocation.Header, CsrfTokens.HeaderName, "What a session has to send along with everything but GET, so that a foreign page cannot act in its name."),
        [MetricsToken] = Bearer("METRICS_TOKEN. On the machine itself nothing is asked for."),
        [Session] = In(ParameterLocation.Cookie, SessionCookie.Name, "The cookie of a person who has signed in."),
        [WebhookSignature] = In(ParameterLocation.Header, "X-MSG91-Signature", "sha256= and the HMAC-SHA256 of the raw body, in hexadecimal, with a key of MSG91_WEBHOOK_SECRET."),
        [WebhookToken] = In(ParameterLocation.Header, "X-Webhook-Token", "A token of MSG91_WEBHOOK_TOKEN; also taken as Authorization: Bearer … or ?token=…"),
    };

    private static OpenApiSecurityScheme Bearer(string description) =>
        new() { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = description };

    private static OpenApiSecurityScheme In(ParameterLocation place, string name, string description) =>
        new() { Type = SecuritySchemeType.ApiKey, In = place, Name = name, Description = description };
}
