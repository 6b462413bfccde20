using System.ComponentModel;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using WhatsAppSupport.Api.Documentation.Examples;
using WhatsAppSupport.Application.Pages;

namespace WhatsAppSupport.Api.Documentation;

/// <summary>The words, the bounds and an example of each parameter, and what it is where no comment says so.</summary>
internal sealed class OperationParameters : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
        {
            if (parameter.Schema is OpenApiSchema schema)
            {
                Describe(parameter.Name!, schema, Of<WordsAttribute>(parameter.Name!, context.Description)?.All);
            }

            parameter.Description ??= Of<DescriptionAttribute>(parameter.Name!, context.Description)?.Description ?? ParameterWords.Of(parameter.Name!);
        }

        return Task.CompletedTask;
    }

    private static void Describe(string name, OpenApiSchema schema, IReadOnlyList<string>? words)
    {
        if (words is not null)
        {
            // Of what can be given several times each is one of the words.
            (schema.Items as OpenApiSchema ?? schema).Enum = [.. words.Select(word => (JsonNode)word)];
        }
        else if (ParameterExamples.Of(name, schema.Type, schema.Format) is { } example)
        {
            // In the schema, not beside it: the page that tries things out would fill in the other one, and nobody wants to begin in the middle of a list.
            schema.Examples = [example];
        }

        if (name == "limit")
        {
            (schema.Minimum, schema.Maximum) = ("1", PageLimit.Max.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Of an action's parameter, or of a property of one.</summary>
    private static TAttribute? Of<TAttribute>(string name, ApiDescription api) => api.ParameterDescriptions
        .Where(parameter => parameter.Name == name)
        .Select(parameter => parameter.ModelMetadata)
        .OfType<DefaultModelMetadata>()
        .SelectMany(model => model.Attributes.Attributes)
        .OfType<TAttribute>()
        .FirstOrDefault();
}
