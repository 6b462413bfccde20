using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Options;

namespace WhatsAppSupport.Api.Documentation;

/// <summary>The types of request bodies with all that is in them: a caller may leave out what an answer always has.</summary>
internal sealed class AskedTypes(IApiDescriptionGroupCollectionProvider apis, IOptions<JsonOptions> json)
{
    private readonly Lazy<HashSet<Type>> types = new(() => Closure(apis, json.Value.JsonSerializerOptions));

    public bool Holds(Type type) => types.Value.Contains(type);

    /// <param name="schema">The name of a schema: that of its type.</param>
    public bool Holds(string schema) => types.Value.Any(type => type.Name == schema);

    private static HashSet<Type> Closure(IApiDescriptionGroupCollectionProvider apis, JsonSerializerOptions json)
    {
        var found = new HashSet<Type>();
        var open = new Stack<Type>(apis.ApiDescriptionGroups.Items
            .SelectMany(group => group.Items)
            .SelectMany(api => api.ParameterDescriptions)
            .Where(parameter => parameter.Source == BindingSource.Body)
            .Select(parameter => parameter.Type));
        while (open.TryPop(out var next))
        {
            var type = Nullable.GetUnderlyingType(next) ?? next;
            if (found.Add(type))
            {
                Within(json.GetTypeInfo(type)).ForEach(open.Push);
            }
        }

        return found;
    }

    private static List<Type> Within(JsonTypeInfo type) => type.Kind == JsonTypeInfoKind.Object
        ? [.. type.Properties.Select(property => property.PropertyType)]
        : [.. new[] { type.ElementType }.OfType<Type>()];
}
