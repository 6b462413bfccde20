using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;
using WhatsAppSupport.Api.Versions;

namespace WhatsAppSupport.Api.Documentation;

/// <summary>Shows the header ETag where it comes: with whatever takes If-Match, and with the thing itself that is changed by that.</summary>
internal sealed class VersionHeaders : IOpenApiDocumentTransformer
{
    private static readonly string[] Told = ["200", "201"];

    /// <summary>All flows together have one version.</summary>
    private const string Flows = "/api/v1/flows";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var versioned = document.Paths.Where(path => path.Value.Operations!.Values.Any(TakesVersion)).Select(path => path.Key).ToList();
        foreach (var (path, item) in document.Paths)
        {
            foreach (var (method, operation) in item.Operations!)
            {
                if (TakesVersion(operation) || (method == HttpMethod.Get && IsVersioned(path, versioned)))
                {
                    Tell(operation);
                }
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>Messages are posted with If-Match, too, but their list is no thing with a version.</summary>
    private static bool IsVersioned(string path, List<string> versioned) => path == Flows || path == $"{Flows}/{{id}}"
        || (path.EndsWith('}') && versioned.Any(other => other == path || other.StartsWith($"{path}/", StringComparison.Ordinal)));

    private static bool TakesVersion(OpenApiOperation operation) => operation.Parameters?.Any(parameter => parameter.Name == EntityVersion.IfMatch) == true;

    private static void Tell(OpenApiOperation operation)
    {
        foreach (var answer in operation.Responses!.Where(answer => Told.Contains(answer.Key)).Select(answer => answer.Value).OfType<OpenApiResponse>())
        {
            answer.Headers ??= new Dictionary<string, IOpenApiHeader>();
            answer.Headers[HeaderNames.ETag] = new OpenApiHeader
            {
                Description = "The version, for If-Match.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Examples = ["\"3\""] },
            };
        }
    }
}
