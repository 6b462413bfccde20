using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using WhatsAppSupport.Domain.Flows.Values;

namespace WhatsAppSupport.Domain.Flows.Running;

/// <summary>The form in which a state is stored. The number says how to read it: 1 had nothing but variables, all of them words.</summary>
internal static class FlowStateJson
{
    private const int Schema = 2;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Each turn writes one: what it is written into is kept for the next, where it is not too large to keep.</summary>
    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json)? written;

    public static string Write(FlowState state)
    {
        var (buffer, json) = written ?? New();
        written = null;
        buffer.ResetWrittenCount();
        json.Reset();
        Write(json, state);
        json.Flush();
        if (buffer.Capacity <= FlowState.MaxLength)
            written = (buffer, json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static (ArrayBufferWriter<byte>, Utf8JsonWriter) New()
    {
        var buffer = new ArrayBufferWriter<byte>();
        return (buffer, new Utf8JsonWriter(buffer, Options));
    }

    private static void Write(Utf8JsonWriter json, FlowState state)
    {
        json.WriteStartObject();
        json.WriteNumber("schema", Schema);
        json.WriteNumber("visit", state.Visit);
        if (state.GoesOnAt is { } goesOnAt)
            json.WriteString("goes_on_at", goesOnAt);
        if (state.Attempts > 0)
            json.WriteNumber("attempts", state.Attempts);
        json.WritePropertyName("variables");
        ValueJson.WriteFields(json, state.Variables);
        if (state.Frames.Count > 0)
        {
            json.WriteStartArray("frames");
            foreach (var frame in state.Frames)
                Write(json, frame);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    public static FlowState? Read(string? json)
    {
        if (json is null)
            return null;
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return root.GetProperty("schema").GetInt32() switch
            {
                1 => new FlowState { Variables = ReadWords(root.GetProperty("variables")) },
                Schema => Read(root),
                _ => null,
            };
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            // The reader has no way to ask first. A place that cannot be read is no place.
            return null;
        }
    }

    private static FlowState Read(JsonElement root) => new()
    {
        Visit = root.GetProperty("visit").GetInt64(),
        GoesOnAt = root.TryGetProperty("goes_on_at", out var goesOnAt) ? goesOnAt.GetDateTimeOffset() : null,
        Attempts = root.TryGetProperty("attempts", out var attempts) ? attempts.GetInt32() : 0,
        Variables = ReadVariables(root.GetProperty("variables")),
        Frames = root.TryGetProperty("frames", out var frames) ? [.. frames.EnumerateArray().Select(ReadFrame)] : [],
    };

    private static void Write(Utf8JsonWriter json, FlowFrame frame)
    {
        json.WriteStartObject();
        json.WriteString("flow", frame.FlowId);
        json.WriteString("version", frame.Version);
        json.WriteString("step", frame.Step);
        if (frame.Save is not null)
            json.WriteString("save", frame.Save);
        if (frame.AsksAgain)
            json.WriteBoolean("asks_again", true);
        json.WritePropertyName("variables");
        ValueJson.WriteFields(json, frame.Variables);
        json.WriteEndObject();
    }

    private static FlowFrame ReadFrame(JsonElement frame) => new(
        frame.GetProperty("flow").GetString()!,
        frame.GetProperty("version").GetString()!,
        frame.GetProperty("step").GetString()!,
        frame.TryGetProperty("save", out var save) ? save.GetString() : null,
        frame.TryGetProperty("asks_again", out _),
        ReadVariables(frame.GetProperty("variables")));

    private static ImmutableSortedDictionary<string, Value> ReadVariables(JsonElement variables) =>
        FlowState.VariablesOf(variables.EnumerateObject().Select(one => KeyValuePair.Create(one.Name, ValueJson.Read(one.Value))));

    private static ImmutableSortedDictionary<string, Value> ReadWords(JsonElement variables) => FlowState.VariablesOf(
        variables.EnumerateObject().Select(one => KeyValuePair.Create(one.Name, Value.Of(one.Value.GetString() ?? throw new FormatException("A variable has words.")))));
}
