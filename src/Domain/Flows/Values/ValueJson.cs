using System.Globalization;
using System.Text.Json;

namespace WhatsAppSupport.Domain.Flows.Values;

/// <summary>Values as JSON and back. A day and a moment, which JSON has not, are an object with one field that no flow can name.</summary>
internal static class ValueJson
{
    /// <summary>Of lists within lists; what lies deeper is nothing.</summary>
    public const int Deepest = 16;

    private const string Day = "$day";
    private const string Moment = "$at";

    public static void Write(Utf8JsonWriter json, Value value)
    {
        switch (value)
        {
            case Value.Number(var number):
                json.WriteNumberValue(number);
                break;
            case Value.Truth(var truth):
                json.WriteBooleanValue(truth);
                break;
            case Value.Day or Value.Moment:
                json.WriteStartObject();
                json.WriteString(value is Value.Day ? Day : Moment, value.Text);
                json.WriteEndObject();
                break;
            case Value.List(var items):
                json.WriteStartArray();
                foreach (var item in items)
                    Write(json, item);
                json.WriteEndArray();
                break;
            case Value.Fields(var fields):
                WriteFields(json, fields);
                break;
            case { IsEmpty: true }:
                json.WriteNullValue();
                break;
            default:
                json.WriteStringValue(value.Text);
                break;
        }
    }

    public static void WriteFields(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, Value>> fields)
    {
        json.WriteStartObject();
        foreach (var (name, value) in fields)
        {
            json.WritePropertyName(name);
            Write(json, value);
        }

        json.WriteEndObject();
    }

    public static Value Read(JsonElement json, int depth = 0) => json.ValueKind switch
    {
        _ when depth > Deepest => Value.Nothing,
        JsonValueKind.String => Value.Of(json.GetString()),
        JsonValueKind.Number => json.TryGetDecimal(out var number) ? new Value.Number(number) : Value.Of(json.GetRawText()),
        JsonValueKind.True => Value.True,
        JsonValueKind.False => Value.False,
        JsonValueKind.Array => new Value.List([.. json.EnumerateArray().Select(item => Read(item, depth + 1))]),
        JsonValueKind.Object => ReadTime(json) ?? new Value.Fields(ReadFields(json, depth + 1)),
        _ => Value.Nothing,
    };

    /// <summary>Of two fields of one name the last one counts.</summary>
    public static IReadOnlyDictionary<string, Value> ReadFields(JsonElement json, int depth = 0)
    {
        var fields = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var field in json.EnumerateObject())
            fields[field.Name] = Read(field.Value, depth);
        return fields;
    }

    private static Value? ReadTime(JsonElement json) =>
        json.TryGetProperty(Day, out var day) && day.ValueKind == JsonValueKind.String
            && DateOnly.TryParseExact(day.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? new Value.Day(date)
        : json.TryGetProperty(Moment, out var at) && at.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParse(at.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? new Value.Moment(moment)
        : null;
}
