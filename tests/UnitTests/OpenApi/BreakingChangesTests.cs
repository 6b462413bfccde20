using System.Text.Json.Nodes;
using static WhatsAppSupport.UnitTests.OpenApi.SmallDocument;

namespace WhatsAppSupport.UnitTests.OpenApi;

/// <summary>The comparer, on a small document that is changed in one place at a time.</summary>
public sealed class BreakingChangesTests
{
    private const string Body = "paths./things.post.requestBody";

    private static readonly Dictionary<string, Action<JsonNode>> Breaking = new()
    {
        ["GET /open is gone"] = api => api.Remove("paths./open"),
        ["POST /things is gone"] = api => api.Remove(Post),
        ["GET /things was called listThings, is called getThings"] = api => api.Set($"{Get}.operationId", "\"getThings\""),
        ["GET /things → 404 is gone"] = api => api.Remove($"{Get}.responses.404"),
        ["GET /things → 204 is a success that no client expects"] = api => api.Set($"{Get}.responses.204", "{}"),
        ["GET /things → 200: application/json is gone"] = api => api.Set($"{Get}.responses.200.content", """{ "text/plain": {} }"""),
        ["GET /things → 200: the header ETag is gone"] = api => api.Remove($"{Get}.responses.200.headers.ETag"),
        ["GET /things → 200 was array, is object"] = api => api.Set($"{Get}.responses.200.content.application/json.schema", """{ "type": "object" }"""),
        ["GET /things → 200[].id is gone"] = api => api.Remove($"{Thing}.properties.id"),
        ["GET /things → 200[].id was string, is integer"] = api => api.Set($"{Thing}.properties.id.type", "\"integer\""),
        ["GET /things → 200[].id had the format \"uuid\", has \"\""] = api => api.Remove($"{Thing}.properties.id.format"),
        ["GET /things → 200[].id may be null now"] = api => api.Set($"{Thing}.properties.id.type", """["null", "string"]"""),
        ["GET /things → 200[].id may be left out now"] = api => api.Remove($"{Thing}.required.0"),
        ["GET /things → 200[].color may be null now"] = api =>
            api.Set($"{Thing}.properties.color", """{ "oneOf": [ { "type": "null" }, { "$ref": "#/components/schemas/Color" } ] }"""),
        ["GET /things → 200[].color had the words red, blue, has red, blue, green"] = api => api.Set("components.schemas.Color.enum", """["red", "blue", "green"]"""),
        ["GET /things → 200[].note maxLength was 100, is 200"] = api => api.Set($"{Thing}.properties.note.maxLength", "200"),
        ["GET /things → 200[].tags.* was string, is number"] = api => api.Set($"{Thing}.properties.tags.additionalProperties.type", "\"number\""),
        ["GET /things → 200[].tags additionalProperties has changed"] = api => api.Remove($"{Thing}.properties.tags.additionalProperties"),
        ["GET /things → 200[].extra multipleOf has changed"] = api => api.Set($"{Thing}.properties.extra.multipleOf", "2"),
        ["the schema Color is gone"] = api =>
        {
            api.Set($"{Thing}.properties.color", """{ "type": "string", "enum": ["red", "blue"] }""");
            api.Remove("components.schemas.Color");
        },
        ["GET /things (query color) is gone"] = api => api.Remove($"{Get}.parameters.0"),
        ["GET /things (query color) is required now"] = api => api.Set($"{Get}.parameters.0.required", "true"),
        ["GET /things (query color) had the words red, blue, has red"] = api => api.Set($"{Get}.parameters.0.schema.enum", """["red"]"""),
        ["GET /things (query limit) maximum was 200, is 100"] = api => api.Set($"{Get}.parameters.1.schema.maximum", "100"),
        ["GET /things (query limit) minimum was 1, is 2"] = api => api.Set($"{Get}.parameters.1.schema.minimum", "2"),
        ["GET /things (query limit) means something else when it is left out"] = api => api.Set($"{Get}.parameters.1.schema.default", "20"),
        ["GET /things (header If-Match) is new and required"] = api =>
            api.At($"{Get}.parameters").AsArray().Add(JsonNode.Parse("""{ "name": "If-Match", "in": "header", "required": true, "schema": { "type": "string" } }""")),
        ["POST /things (body) is gone"] = api => api.Remove(Body),
        ["POST /things (body) is required now"] = api => api.Set($"{Body}.required", "true"),
        ["GET /open (body) is new and required"] = api => api.Set("paths./open.get.requestBody", """{ "required": true, "content": {} }"""),
        ["POST /things (body): application/json is gone"] = api => api.Set($"{Body}.content", """{ "text/json": {} }"""),
        ["POST /things (body).name is gone"] = api => api.Remove($"{NewThing}.properties.name"),
        ["POST /things (body).name was string, is integer"] = api => api.Set($"{NewThing}.properties.name.type", "\"integer\""),
        ["POST /things (body).name maxLength was 100, is 50"] = api => api.Set($"{NewThing}.properties.name.maxLength", "50"),
        ["POST /things (body).name minLength was 1, is 2"] = api => api.Set($"{NewThing}.properties.name.minLength", "2"),
        ["POST /things (body).note maxLength was , is 50"] = api => api.Set($"{NewThing}.properties.note.maxLength", "50"),
        ["POST /things (body).name pattern has changed"] = api => api.Set($"{NewThing}.properties.name.pattern", "\"^[a-c]+$\""),
        ["POST /things (body).color had the words red, blue, has blue"] = api => api.Remove($"{NewThing}.properties.color.enum.0"),
        ["POST /things (body).color is required now"] = api => api.Set($"{NewThing}.required", """["name", "color"]"""),
        ["POST /things (body).size is new and required"] = api =>
        {
            api.Set($"{NewThing}.properties.size", """{ "type": "integer" }""");
            api.Set($"{NewThing}.required", """["name", "size"]""");
        },
        ["POST /things (body).note may not be null any more"] = api => api.Set($"{NewThing}.properties.note.type", "\"string\""),
        ["GET /things does not open any more to who shows session"] = api => api.Remove($"{Get}.security.1"),
        ["GET /things does not open any more to who shows apiKey"] = api => api.Set($"{Get}.security.0.apiKey", """["things:read", "things:write"]"""),
        ["GET /open does not open any more to who shows nothing"] = api => api.Set("paths./open.get.security", """[ { "apiKey": [] } ]"""),
    };

    private static readonly Dictionary<string, Action<JsonNode>> Compatible = new()
    {
        ["nothing"] = _ => { },
        ["another path"] = api => api.Set("paths./others", """{ "get": { "responses": { "200": {} } } }"""),
        ["another method"] = api => api.Set("paths./open.put", """{ "responses": { "200": {} } }"""),
        ["another refusal"] = api => api.Set($"{Get}.responses.409", "{}"),
        ["another property of an answer"] = api => api.Set($"{Thing}.properties.size", """{ "type": "integer" }"""),
        ["another property that may be sent"] = api => api.Set($"{NewThing}.properties.size", """{ "type": "integer" }"""),
        ["another parameter that may be left out"] = api => api.At($"{Get}.parameters").AsArray().Add(JsonNode.Parse("""{ "name": "size", "in": "query", "schema": { "type": "integer" } }""")),
        ["another word that may be sent"] = api => api.Set($"{NewThing}.properties.color.enum", """["red", "blue", "green"]"""),
        ["a word that is not answered any more"] = api => api.Remove("components.schemas.Color.enum.0"),
        ["a property that is always there now"] = api => api.At($"{Thing}.required").AsArray().Add("extra"),
        ["a property that is never null now"] = api => api.Set($"{Thing}.properties.note.type", "\"string\""),
        ["an object that is never null now"] = api => api.Set($"{Thing}.properties.parent", """{ "$ref": "#/components/schemas/Thing" }"""),
        ["a property that may be left out now"] = api => api.Remove($"{NewThing}.required.0"),
        ["a property that may be null now"] = api => api.Set($"{NewThing}.properties.name.type", """["null", "string"]"""),
        ["a wider bound"] = api => api.Set($"{Get}.parameters.1.schema.maximum", "500"),
        ["no bound any more"] = api => api.Remove($"{NewThing}.properties.name.maxLength"),
        ["any word may be sent"] = api => api.Remove($"{Get}.parameters.0.schema.enum"),
        ["another way in"] = api => api.At($"{Get}.security").AsArray().Add(JsonNode.Parse("""{ "other": [] }""")),
        ["no permission is needed any more"] = api => api.Set($"{Get}.security.0.apiKey", "[]"),
        ["other words for people"] = api => api.Set($"{Get}.description", "\"Each of them.\""),
        ["an example"] = api => api.Set($"{Thing}.properties.id.examples", """["a"]"""),
        ["another order"] = api => api.Set($"{Thing}.required", """["tags", "parent", "note", "color", "id"]"""),
    };

    public static TheoryData<string> Breaks => [.. Breaking.Keys];

    public static TheoryData<string> Keeps => [.. Compatible.Keys];

    [Theory]
    [MemberData(nameof(Breaks))]
    public void What_a_client_would_stumble_over_is_found(string change) => Found(Breaking[change]).ShouldContain(change);

    [Theory]
    [MemberData(nameof(Keeps))]
    public void What_no_client_notices_passes(string change) => Found(Compatible[change]).ShouldBeEmpty();

    private static IReadOnlyList<string> Found(Action<JsonNode> change)
    {
        var present = Make();
        change(present);
        return BreakingChanges.Between(new ApiDocument(Make()), new ApiDocument(present));
    }
}
