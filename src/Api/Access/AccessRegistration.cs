using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using WhatsAppSupport.Api.Settings;

namespace WhatsAppSupport.Api.Access;

/// <summary>Who may do what: nobody anything, unless the endpoint says otherwise.</summary>
internal static class AccessRegistration
{
    public static IServiceCollection AddAccess(this IServiceCollection services, AppSettings settings)
    {
        // Not AddAuthentication: it brings data protection, whose keys nothing here needs and the disk would keep.
        services.AddAuthenticationCore(options => options.DefaultScheme = ApiKeyAuthentication.SchemeName);
        services.AddWebEncoders();
        new AuthenticationBuilder(services)
            .AddScheme<ApiKeyOptions, ApiKeyAuthentication>(
                ApiKeyAuthentication.SchemeName,
                options => options.Key = settings.Admin.ApiKey is { } key ? new SecretText(key) : null);

        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }
}
