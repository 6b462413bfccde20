using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace WhatsAppSupport.IntegrationTests.Deployment;

/// <summary>A YAML file of the repository as JSON, in which every scalar is a text.</summary>
internal static class YamlFile
{
    private static readonly IDeserializer Deserializer = new DeserializerBuilder().Build();

    public static JsonNode Read(string path) => ReadAll(path).ShouldHaveSingleItem();

    public static IReadOnlyList<JsonNode> ReadAll(string path)
    {
        using var text = File.OpenText(ShippedFiles.PathOf(path));
        var parser = new MergingParser(new Parser(text));
        var documents = new List<JsonNode>();
        parser.Consume<StreamStart>();
        while (parser.Accept<DocumentStart>(out _))
        {
            documents.Add(Json(Deserializer.Deserialize<object?>(parser))!);
        }

        return documents;
    }

    private static JsonNode? Json(object? value) => value switch
    {
        null => null,
        IDictionary<object, object?> map => new JsonObject(map.Select(entry => KeyValuePair.Create((string)entry.Key, Json(entry.Value)))),
        IEnumerable<object?> list => new JsonArray([.. list.Select(Json)]),
        _ => JsonValue.Create((string)value),
    };
}
