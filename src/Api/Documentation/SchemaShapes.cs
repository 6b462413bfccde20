using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace WhatsAppSupport.Api.Documentation;

/// <summary>
/// What the generator cannot know of a type: that an enumeration's words are strings, and that an answer always has all of its properties.
/// </summary>
internal sealed class SchemaShapes(AskedTypes asked) : IOpenApiSchemaTransformer
{
    /// <summary>What this program answers without shaping it: fields with their values.</summary>
    public const string Fields = "Fields";

    public static string? NameOf(JsonTypeInfo type) =>
        (Nullable.GetUnderlyingType(type.Type) ?? type.Type) == typeof(JsonElement) ? Fields : OpenApiOptions.CreateDefaultSchemaReferenceId(type);

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo;
        var plain = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        if (plain.IsEnum)
        {
            // Where it is first met as a nullable one, null is among its words; that is said of the property.
            (schema.Type, schema.Enum) = (JsonSchemaType.String, [.. (schema.Enum ?? []).Where(word => word is not null)]);
        }

        if (type.Kind == JsonTypeInfoKind.Dictionary && type.ElementType == typeof(JsonElement))
        {
            // Whatever JSON the business puts there.
            schema.AdditionalProperties = new OpenApiSchema();
        }

        if (type.Kind == JsonTypeInfoKind.Object && schema.Properties is { Count: > 0 } properties && !asked.Holds(type.Type))
        {
            schema.Required = type.Properties.Where(property => properties.ContainsKey(property.Name) && !IsLeftOut(property)).Select(property => property.Name).ToHashSet();
            foreach (var property in type.Properties.Where(IsLeftOut))
            {
                LetBeAbsentOnly(properties, property.Name);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>It is not written at all where it is null.</summary>
    private static bool IsLeftOut(JsonPropertyInfo property) =>
        property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true)
            .Any(attribute => attribute is JsonIgnoreAttribute { Condition: JsonIgnoreCondition.WhenWritingNull }) == true;

    private static void LetBeAbsentOnly(IDictionary<string, IOpenApiSchema> properties, string name)
    {
        if (properties[name] is OpenApiSchema { Type: { } type } schema)
        {
            schema.Type = type & ~JsonSchemaType.Null;
        }
    }
}
