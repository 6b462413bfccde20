using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace WhatsAppSupport.Api.Documentation;

/// <summary>Names each operation for the methods of generated clients (<see cref="OperationName"/>), and sorts it under the first thing of its path.</summary>
internal sealed class OperationNames : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var api = context.Description;
        if (api.ActionDescriptor is ControllerActionDescriptor action)
        {
            var path = api.RelativePath ?? "";
            operation.OperationId = action.AttributeRouteInfo?.Name ?? OperationName.Of(api.HttpMethod ?? "GET", action.ActionName, path);

            operation.Tags = new HashSet<OpenApiTagReference> { new(OperationName.AreaOf(path), context.Document) };
        }

        return Task.CompletedTask;
    }
}
