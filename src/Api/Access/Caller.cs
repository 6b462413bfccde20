using Microsoft.AspNetCore.Authorization;
using WhatsAppSupport.Api.Session;

namespace WhatsAppSupport.Api.Access;

/// <summary>By what a request says who sends it: a key, else a session. Who shows both is the program with the key.</summary>
internal static class Caller
{
    public const string SchemeName = "Caller";

    public static string SchemeOf(HttpContext context) =>
        context.Request.Headers.Authorization.Count == 0 && context.Request.Cookies.ContainsKey(SessionCookie.Name)
            ? SessionCookie.SchemeName
            : ApiKeyAuthentication.SchemeName;

    /// <summary>What is open to everybody asks nobody who they are: webhooks and metrics bring keys of their own.</summary>
    public static bool IsAsked(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is null;
}
