using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace WhatsAppSupport.Api.Session;

internal static class SessionRegistration
{
    public static AuthenticationBuilder AddSessions(this AuthenticationBuilder authentication)
    {
        authentication.Services
            .AddScoped<SessionCookie>()
            .AddAntiforgery(CsrfTokens.Configure)
            .Replace(ServiceDescriptor.Singleton<IAntiforgeryAdditionalDataProvider, TokenOfSession>());
        return authentication.AddCookie(SessionCookie.SchemeName, SessionCookie.Configure);
    }
}
