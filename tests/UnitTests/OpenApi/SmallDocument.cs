using System.Text.Json.Nodes;

namespace WhatsAppSupport.UnitTests.OpenApi;

/// <summary>A document with one of everything, to be changed in one place at a time.</summary>
internal static class SmallDocument
{
    public const string Get = "paths./things.get";
    public const string Post = "paths./things.post";
    public const string Thing = "components.schemas.Thing";
    public const string NewThing = "components.schemas.NewThing";

    private const string Text =
        """
        {
          "paths": {
            "/things": {
              "get": {
                "operationId": "listThings",
                "description": "All of them.",
                "parameters": [
                  { "name": "color", "in": "query", "schema": { "type": "string", "enum": ["red", "blue"] } },
                  { "name": "limit", "in": "query", "schema": { "type": "integer", "format": "int32", "minimum": 1, "maximum": 200, "default": 50 } }
                ],
                "responses": {
                  "200": { "headers": { "ETag": {} }, "content": { "application/json": { "schema": { "type": "array", "items": { "$ref": "#/components/schemas/Thing" } } } } },
                  "404": { "content": { "application/problem+json": { "schema": { "type": "object" } } } }
                },
                "security": [ { "apiKey": ["things:read"] }, { "session": ["things:read"] } ]
              },
              "post": {
                "operationId": "createThing",
                "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/NewThing" } } } },
                "responses": { "201": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } } }
              }
            },
            "/open": { "get": { "operationId": "getOpen", "responses": { "200": {} } } }
          },
          "components": {
            "schemas": {
              "Thing": {
                "type": "object",
                "required": ["id", "color", "note", "parent", "tags"],
                "properties": {
                  "id": { "type": "string", "format": "uuid" },
                  "color": { "$ref": "#/components/schemas/Color" },
                  "note": { "type": ["null", "string"], "maxLength": 100 },
                  "parent": { "oneOf": [ { "type": "null" }, { "$ref": "#/components/schemas/Thing" } ] },
                  "tags": { "type": "object", "additionalProperties": { "type": "string" } },
                  "extra": { "type": "number" }
                }
              },
              "Color": { "type": "string", "enum": ["red", "blue"] },
              "NewThing": {
                "type": "object",
                "required": ["name"],
                "properties": {
                  "name": { "type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[a-z]+$" },
                  "color": { "type": "string", "enum": ["red", "blue"] },
                  "note": { "type": ["null", "string"] }
                }
              }
            }
          }
        }
        """;

    public static JsonObject Make() => JsonNode.Parse(Text)!.AsObject();

    /// <summary>The node at a path whose steps are parted by dots; a step may be a place in a list.</summary>
    public static JsonNode At(this JsonNode node, string path) => path.Split('.')
        .Aggregate(node, (at, step) => (int.TryParse(step, out var place) && at is JsonArray list ? list[place] : at[step])!);

    public static void Set(this JsonNode node, string path, string json)
    {
        var (parent, name) = Split(path);
        node.At(parent)[name] = JsonNode.Parse(json);
    }

    public static void Remove(this JsonNode node, string path)
    {
        var (parent, name) = Split(path);
        if (node.At(parent) is JsonArray list)
        {
            list.RemoveAt(int.Parse(name, System.Globalization.CultureInfo.InvariantCulture));
        }
        else
        {
            node.At(parent).AsObject().Remove(name).ShouldBeTrue(path);
        }
    }

    private static (string Parent, string Name) Split(string path) => (path[..path.LastIndexOf('.')], path[(path.LastIndexOf('.') + 1)..]);
}
