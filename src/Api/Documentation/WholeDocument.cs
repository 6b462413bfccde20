using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace WhatsAppSupport.Api.Documentation;

/// <summary>What stands above the single endpoints, and an order that does not depend on the order of the source.</summary>
internal sealed class WholeDocument(AskedTypes asked) : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info.Title = "WhatsApp support";
        document.Info.Description =
            "Under /api/v1 every request needs an API key (Authorization: Bearer …) or the session of somebody who has signed in; "
            + "each operation names the permission that it asks for. A refusal is application/problem+json with a stable \"code\".";

        // The address that the document was asked at, rather than one that a proxy hides.
        document.Servers = [new OpenApiServer { Url = "/" }];

        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = SecuritySchemes.All;
        document.Tags = AreasOf(document);
        document.Paths = Sorted(document.Paths);
        foreach (var (name, schema) in document.Components.Schemas ?? new Dictionary<string, IOpenApiSchema>())
        {
            foreach (var property in schema.Properties?.Values ?? [])
            {
                DescribeOutside(property);
            }

            if (name == SchemaShapes.Fields && schema is OpenApiSchema fields)
            {
                (fields.Type, fields.AdditionalProperties) = (JsonSchemaType.Object, new OpenApiSchema());
            }

            if (asked.Holds(name))
            {
                RequireMoreThanNull(schema);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// What has to be sent may be null in our types, so that its absence is refused by the validator, together with whatever else is wrong:
    /// null is refused as well.
    /// </summary>
    private static void RequireMoreThanNull(IOpenApiSchema schema)
    {
        foreach (var name in schema.Required ?? new HashSet<string>())
        {
            switch (schema.Properties![name])
            {
                case OpenApiSchema { OneOf: { } either, Description: var description } when either.OfType<OpenApiSchemaReference>().SingleOrDefault() is { } named:
                    named.Reference.Description = description;
                    schema.Properties[name] = named;
                    break;
                case OpenApiSchema { Type: { } type } property:
                    property.Type = type & ~JsonSchemaType.Null;
                    break;
            }
        }
    }

    private static HashSet<OpenApiTag> AreasOf(OpenApiDocument document) =>
    [
        .. document.Paths.Values
            .SelectMany(path => path.Operations ?? [])
            .SelectMany(operation => operation.Value.Tags ?? new HashSet<OpenApiTagReference>())
            .Select(tag => tag.Reference.Id)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(name => new OpenApiTag { Name = name }),
    ];

    private static OpenApiPaths Sorted(OpenApiPaths paths)
    {
        var sorted = new OpenApiPaths();
        foreach (var (path, item) in paths.OrderBy(path => path.Key, StringComparer.Ordinal))
        {
            sorted.Add(path, item);
        }

        return sorted;
    }

    /// <summary>What a nullable object is for is said of the property, where programs that make clients look for it.</summary>
    private static void DescribeOutside(IOpenApiSchema schema)
    {
        if (schema is OpenApiSchema { OneOf: { } either } whole && either.OfType<OpenApiSchemaReference>().SingleOrDefault() is { } named && named.Reference.Description is { } description)
        {
            (whole.Description, named.Reference.Description) = (description, null);
        }
    }
}
