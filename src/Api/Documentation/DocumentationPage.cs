using Microsoft.OpenApi;
using WhatsAppSupport.Api.Access;

namespace WhatsAppSupport.Api.Documentation;

/// <summary>The OpenAPI document, and a page to read and try it that needs nothing from the internet.</summary>
internal static class DocumentationPage
{
    private const string Version = "v1";
    private const string Path = "docs";

    public static IServiceCollection AddDocumentation(this IServiceCollection services) => services.AddOpenApi(Version, options =>
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "WhatsApp support";
            document.Info.Description = "Under /api/v1 every request needs the API key: Authorization: Bearer …";

            // The address that the document was asked at, rather than one that a proxy hides.
            document.Servers = [new OpenApiServer { Url = "/" }];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[ApiKeyAuthentication.SchemeName] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "ADMIN_API_KEY",
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiKeyAuthentication.SchemeName, document)] = [] }];
            return Task.CompletedTask;
        }));

    /// <summary>The page's files, before anything asks who is there.</summary>
    public static void UseDocumentationPage(this IApplicationBuilder app) => app.UseSwaggerUI(options =>
    {
        options.RoutePrefix = Path;
        options.DocumentTitle = "WhatsApp support";
        options.SwaggerEndpoint($"/openapi/{Version}.json", "WhatsApp support");
    });

    public static void MapDocumentation(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi().AllowAnonymous();
        foreach (var route in new[] { "/", "/admin", "/admin/{**path}" })
        {
            routes.MapGet(route, () => Results.Redirect($"/{Path}/")).AllowAnonymous().ExcludeFromDescription();
        }
    }
}
