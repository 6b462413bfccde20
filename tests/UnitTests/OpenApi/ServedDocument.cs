using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.UnitTests.Api;
using WhatsAppSupport.UnitTests.Architecture;

namespace WhatsAppSupport.UnitTests.OpenApi;

/// <summary>The document as the program serves it now, and its two committed copies.</summary>
public sealed class ServedDocument : IAsyncLifetime
{
    public const string Copy = "docs/openapi/v1.json";
    public const string Promise = "docs/openapi/v1.promised.json";

    public string Text { get; private set; } = "";

    /// <summary>The addresses of all controllers, as <c>GET /api/v1/conversations</c>.</summary>
    public IReadOnlyList<string> Addresses { get; private set; } = [];

    internal ApiDocument Document { get; private set; } = new([]);

    public async Task InitializeAsync()
    {
        await using var face = await FaceApp.StartAsync();
        var (status, document) = await face.GetAsync("/openapi/v1.json");
        status.ShouldBe(200, string.Join('\n', face.Log.All));
        Text = document.ReplaceLineEndings("\n") + "\n";
        Document = ApiDocument.Parse(Text);
        Addresses =
        [
            .. from endpoint in face.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
               where endpoint.Metadata.GetMetadata<ControllerActionDescriptor>() is not null
               from method in endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
               select $"{method} /{string.Join('/', endpoint.RoutePattern.PathSegments.Select(WithoutConstraints))}",
        ];
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public static string PathOf(string copy) => Path.Combine(Repository.Root, copy);

    private static string WithoutConstraints(Microsoft.AspNetCore.Routing.Patterns.RoutePatternPathSegment segment) => segment.Parts[0] switch
    {
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
        var other => other.ToString() ?? "",
    };
}
