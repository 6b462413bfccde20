using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using WhatsAppSupport.Api.Access;
using WhatsAppSupport.Domain.Access;

namespace WhatsAppSupport.Api.Documentation;

/// <summary>Says what an operation asks of its caller, from what guards its endpoint: the policies are the permissions.</summary>
internal sealed class OperationSecurity : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var guards = context.Description.ActionDescriptor.EndpointMetadata;
        var permissions = guards.PermissionsOf();
        operation.Security = [.. WaysIn(guards, context.Description.HttpMethod).Select(schemes => Requirement(schemes, permissions, context.Document))];
        if (permissions.Count > 0)
        {
            operation.Description = $"{operation.Description}\n\nPermission: {string.Join(", ", permissions)}.".TrimStart();
        }

        return Task.CompletedTask;
    }

    /// <summary>Any one of them opens it; none at all where it is open to everybody.</summary>
    private static string[][] WaysIn(IList<object> guards, string? method) =>
        guards.OfType<OpensWithAttribute>().LastOrDefault() is { } other ? other.Ways
        : guards.OfType<LocalOrTokenAttribute>().Any() ? [[], [SecuritySchemes.MetricsToken]]
        : !guards.AsksWhoIsThere() ? []
        : Guards.IsSafe(method) ? [[SecuritySchemes.ApiKey], [SecuritySchemes.Session]]
        : [[SecuritySchemes.ApiKey], [SecuritySchemes.Session, SecuritySchemes.CsrfToken]];

    private static OpenApiSecurityRequirement Requirement(string[] schemes, IReadOnlyList<string> permissions, OpenApiDocument? document)
    {
        var requirement = new OpenApiSecurityRequirement();
        foreach (var scheme in schemes)
        {
            requirement[new OpenApiSecuritySchemeReference(scheme, document)] = scheme == SecuritySchemes.CsrfToken ? [] : [.. permissions];
        }

        return requirement;
    }
}

/// <summary>What an endpoint's metadata says of who may come in.</summary>
internal static class Guards
{
    /// <summary>Changes nothing.</summary>
    public static bool IsSafe(string? method) => method is "GET" or "HEAD";

    public static bool AsksWhoIsThere(this IEnumerable<object> metadata) => !metadata.OfType<IAllowAnonymous>().Any();

    /// <summary>The policies, but for the one that everybody fulfils who is known.</summary>
    public static IReadOnlyList<string> PermissionsOf(this IEnumerable<object> metadata) => !metadata.AsksWhoIsThere()
        ? []
        : [.. metadata.OfType<IAuthorizeData>().Select(guard => guard.Policy).OfType<string>().Where(policy => policy != Permission.Session).Distinct()];
}
