using System.Text.Json.Nodes;

namespace WhatsAppSupport.UnitTests.OpenApi;

/// <summary>An OpenAPI document to look things up in.</summary>
internal sealed class ApiDocument(JsonObject root)
{
    private static readonly string[] Methods = ["get", "head", "post", "put", "patch", "delete", "options", "trace"];

    public JsonObject Root => root;

    public IReadOnlyDictionary<string, JsonNode?> Schemas { get; } = Children(root["components"]?["schemas"]);

    public IReadOnlyList<ApiOperation> Operations { get; } =
    [
        .. from path in Children(root["paths"])
           from method in Children(path.Value)
           where Methods.Contains(method.Key)
           select new ApiOperation(method.Key, path.Key, method.Value!.AsObject()),
    ];

    public static ApiDocument Parse(string json) => new(JsonNode.Parse(json)!.AsObject());

    public ApiOperation? Find(ApiOperation other) => Operations.FirstOrDefault(operation => operation.Title == other.Title);

    /// <summary>The schema itself, whatever it is referred to by.</summary>
    public Shape Shape(JsonNode schema) =>
        schema["$ref"] is { } reference ? Shape(Schemas[((string)reference!).Split('/')[^1]]!)
        : schema["oneOf"] is JsonArray { Count: 2 } either && either.FirstOrDefault(one => (string?)one!["type"] != "null") is { } only && either.Any(one => IsNull(one!))
            ? Shape(only) with { IsNullable = true }
            : new Shape(schema.AsObject());

    public static IReadOnlyDictionary<string, JsonNode?> Children(JsonNode? node) => node is JsonObject members
        ? members.ToDictionary(member => member.Key, member => member.Value)
        : new Dictionary<string, JsonNode?>();

    private static bool IsNull(JsonNode schema) => schema["type"] is JsonValue type && (string?)type == "null";
}

/// <summary>What can be done at an address.</summary>
internal sealed record ApiOperation(string Method, string Path, JsonObject Json)
{
    /// <summary><c>GET /api/v1/conversations</c>.</summary>
    public string Title => $"{Method.ToUpperInvariant()} {Path}";

    public string? Id => (string?)Json["operationId"];

    public IReadOnlyList<JsonObject> Parameters => [.. (Json["parameters"]?.AsArray() ?? []).Select(parameter => parameter!.AsObject())];

    public IReadOnlyDictionary<string, JsonNode?> Answers => ApiDocument.Children(Json["responses"]);

    /// <summary>Each a way in: schemes with the permissions that they ask for.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string[]>> WaysIn =>
    [
        .. (Json["security"]?.AsArray() ?? []).Select(way => ApiDocument.Children(way)
            .ToDictionary(scheme => scheme.Key, scheme => scheme.Value!.AsArray().Select(permission => (string)permission!).ToArray())),
    ];
}

/// <summary>One schema, with what may be said in two ways said in one.</summary>
internal sealed record Shape(JsonObject Json)
{
    private readonly string[]? types = Json["type"] switch
    {
        null => null,
        JsonArray several => [.. several.Select(type => (string)type!)],
        var one => [(string)one!],
    };

    public bool IsNullable { get; init; } = Json.All(member => member.Key is "description") || (Json["type"] is JsonArray either && either.Any(type => (string?)type == "null"));

    /// <summary>Null: any.</summary>
    public IReadOnlyCollection<string>? Types => types?.Where(type => type != "null").ToList();

    public IReadOnlyCollection<string>? Words => Json["enum"]?.AsArray().Select(word => word?.ToString() ?? "null").ToList();

    public IReadOnlyDictionary<string, JsonNode?> Properties => ApiDocument.Children(Json["properties"]);

    public IEnumerable<string> Keywords => Json.Select(member => member.Key);

    public bool Requires(string property) => Json["required"] is JsonArray names && names.Any(name => (string?)name == property);

    public JsonNode? Of(string keyword) => Json[keyword];

    public string? Word(string keyword) => (string?)Json[keyword];

    public decimal? Number(string keyword) => Json[keyword] is JsonValue value ? value.GetValue<decimal>() : null;
}
