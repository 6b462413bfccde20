using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhatsAppSupport.UnitTests.OpenApi;

/// <summary>Where a value is not what its schema says.</summary>
internal static class Conformance
{
    public static IEnumerable<string> Departures(this ApiDocument document, JsonNode schema, JsonNode? value, string at = "$")
    {
        var shape = document.Shape(schema);
        return value is null ? shape.IsNullable ? [] : [$"{at} is null"]
            : shape.Types is { } types && !types.Any(type => Is(value, type)) ? [$"{at} is {value.GetValueKind()}, not {string.Join(" or ", types)}"]
            : shape.Words is { } words && !words.Contains(value.ToString()) ? [$"{at} is {value}, not {string.Join(" or ", words)}"]
            : !HasFormat(value, shape.Word("format")) ? [$"{at} is no {shape.Word("format")}"]
            : Within(document, shape, value, at);
    }

    private static IEnumerable<string> Within(ApiDocument document, Shape shape, JsonNode value, string at) => value switch
    {
        JsonArray list => list.SelectMany((element, place) => document.Departures(shape.Of("items")!, element, $"{at}[{place}]")),
        JsonObject members => shape.Properties.Keys.Where(name => shape.Requires(name) && !members.ContainsKey(name)).Select(name => $"{at}.{name} is missing")
            .Concat(members.SelectMany(member => (shape.Properties.GetValueOrDefault(member.Key) ?? shape.Of("additionalProperties") as JsonObject) is { } known
                ? document.Departures(known, member.Value, $"{at}.{member.Key}")
                : [$"{at}.{member.Key} is not described"])),
        _ => [],
    };

    private static bool Is(JsonNode value, string type) => (type, value.GetValueKind()) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => long.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        _ => false,
    };

    private static bool HasFormat(JsonNode value, string? format) => format switch
    {
        "uuid" => Guid.TryParseExact(value.ToString(), "D", out _),
        "date-time" => DateTimeOffset.TryParse(value.ToString(), CultureInfo.InvariantCulture, out _),
        _ => true,
    };
}
