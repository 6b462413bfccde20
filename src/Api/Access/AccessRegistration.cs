using Microsoft.AspNetCore.Authorization;
using WhatsAppSupport.Api.Session;
using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Domain.Access;

namespace WhatsAppSupport.Api.Access;

/// <summary>Who may do what: nobody anything, unless the endpoint says otherwise.</summary>
internal static class AccessRegistration
{
    public static IServiceCollection AddAccess(this IServiceCollection services, AppSettings settings)
    {
        services.AddSingleton<FailureLimits>();
        services.AddAuthentication(Caller.SchemeName)
            .AddPolicyScheme(Caller.SchemeName, null, options => options.ForwardDefaultSelector = Caller.SchemeOf)
            .AddSessions()
            .AddScheme<ApiKeyOptions, ApiKeyAuthentication>(
                ApiKeyAuthentication.SchemeName,
                options => options.Key = settings.Admin.ApiKey is { } key ? new SecretText(key) : null);

        return services.AddPolicies();
    }

    /// <summary>One for each permission, by its name; an endpoint that names none lets nobody in.</summary>
    private static IServiceCollection AddPolicies(this IServiceCollection services) => services
        .AddSingleton<IAuthorizationMiddlewareResultHandler, AuthorizationAnswers>()
        .AddAuthorization(options =>
        {
            options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();
            options.AddPolicy(Permission.Session, policy => policy.RequireAuthenticatedUser());
            foreach (var permission in Permission.All)
            {
                options.AddPolicy(permission, policy => policy.RequireClaim(ActorClaims.PermissionType, permission));
            }
        });
}
