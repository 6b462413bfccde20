using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using WhatsAppSupport.Api.Documentation.Examples;

namespace WhatsAppSupport.Api.Documentation;

/// <summary>All examples by what they are examples of, written as the program would write them.</summary>
internal sealed class ExampleShelf(IOptions<JsonOptions> json)
{
    private static readonly Dictionary<Type, object> All = typeof(IExamples).Assembly.GetTypes()
        .Where(type => type.IsClass && typeof(IExamples).IsAssignableFrom(type))
        .SelectMany(type => ((IExamples)Activator.CreateInstance(type)!).All)
        .ToDictionary(example => example.GetType());

    /// <summary>Null where there is none; of a list, one with one element.</summary>
    public JsonNode? Of(Type type) =>
        All.TryGetValue(type, out var example) ? Write(example)
        : ElementOf(type) is { } element && All.TryGetValue(element, out var one) ? new JsonArray(Write(one))
        : null;

    public JsonNode? Write(object example) => JsonSerializer.SerializeToNode(example, example.GetType(), json.Value.JsonSerializerOptions);

    private Type? ElementOf(Type type) => json.Value.JsonSerializerOptions.GetTypeInfo(type).ElementType;
}
