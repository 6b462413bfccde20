using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace WhatsAppSupport.Api.Documentation;

/// <summary>For the document only: what an action expects that reads the body's bytes itself.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RawBodyAttribute(Type type) : Attribute
{
    public Type Type => type;
}

/// <summary>Shows the bodies that no parameter of an action shows.</summary>
internal sealed class RawBodies(IModelMetadataProvider types) : IApiDescriptionProvider
{
    /// <summary>After the framework has looked at the actions, before <see cref="ImpliedRefusals"/>.</summary>
    public int Order => -900;

    public void OnProvidersExecuting(ApiDescriptionProviderContext context)
    {
        foreach (var api in context.Results)
        {
            if (api.ActionDescriptor.EndpointMetadata.OfType<RawBodyAttribute>().SingleOrDefault() is { } body)
            {
                api.SupportedRequestFormats.Add(new ApiRequestFormat { MediaType = "application/json" });
                api.ParameterDescriptions.Add(new ApiParameterDescription
                {
                    Name = "body",
                    Type = body.Type,
                    Source = BindingSource.Body,
                    ModelMetadata = types.GetMetadataForType(body.Type),
                    ParameterDescriptor = new ParameterDescriptor { Name = "body", ParameterType = body.Type },
                    IsRequired = true,
                });
            }
        }
    }

    public void OnProvidersExecuted(ApiDescriptionProviderContext context)
    {
        // All is said before.
    }
}
