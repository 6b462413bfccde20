using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace WhatsAppSupport.Api.Documentation;

/// <summary>The OpenAPI document, and a page to read and try it that needs nothing from the internet.</summary>
internal static class DocumentationPage
{
    private const string Version = "v1";
    private const string Path = "docs";

    public static IServiceCollection AddDocumentation(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Transient<IApiDescriptionProvider, RawBodies>());
        services.TryAddEnumerable(ServiceDescriptor.Transient<IApiDescriptionProvider, ImpliedRefusals>());
        return services
            .AddSingleton<AskedTypes>()
            .AddSingleton<ExampleShelf>()
            .AddOpenApi(Version, options =>
            {
                options.CreateSchemaReferenceId = SchemaShapes.NameOf;
                options
                    .AddSchemaTransformer<SchemaShapes>()
                    .AddOperationTransformer<OperationNames>()
                    .AddOperationTransformer<OperationSecurity>()
                    .AddOperationTransformer<OperationParameters>()
                    .AddOperationTransformer<OperationExamples>()
                    .AddDocumentTransformer<WholeDocument>()
                    .AddDocumentTransformer<VersionHeaders>();
            });
    }

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
