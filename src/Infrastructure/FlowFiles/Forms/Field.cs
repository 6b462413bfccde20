using System.Text.Json.Nodes;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Forms;

/// <summary>A field of a file, described where it is read: what a finding says of it, and what an editor does, is the same.</summary>
/// <param name="Meaning">What is to be written there, and what it looks like: <c>the question, such as "What is your name?"</c>.</param>
/// <param name="Schema">What can stand there, for an editor.</param>
internal abstract record Field(string Key, string Meaning, JsonObject Schema)
{
    public bool IsRequired { get; init; }

    /// <summary>What an author should know besides, in whole sentences; a finding does not say it.</summary>
    public string? More { get; init; }

    /// <summary>What counts when it is left out; null: nothing, or what <see cref="More"/> says.</summary>
    public JsonNode? Usual { get; init; }

    /// <summary>The same with the words.</summary>
    public JsonObject Described()
    {
        string?[] sentences = [$"{char.ToUpperInvariant(Meaning[0])}{Meaning[1..]}.", More, (string?)Schema["description"], Usual is null ? null : $"Left out: {Usual}."];
        var described = new JsonObject { ["description"] = string.Join(' ', sentences.OfType<string>()) };
        foreach (var (name, value) in Schema.Where(part => part.Key != "description"))
            described[name] = value?.DeepClone();
        if (Usual is not null)
            described["default"] = Usual.DeepClone();
        return described;
    }

    protected void RefuseMissing(YamlFields fields)
    {
        if (IsRequired && !fields.Has(Key))
            fields.Refuse(Key, $"is missing; write {Meaning}", FindingCode.MissingField);
    }
}

/// <inheritdoc />
internal sealed record Field<T>(string Key, string Meaning, Shape<T> Shape) : Field(Key, Meaning, Shape.Schema)
{
    /// <summary>Nothing, with a finding unless it may be left out, where there is no right value.</summary>
    public T Read(YamlFields fields)
    {
        RefuseMissing(fields);
        return Shape.Read(fields, this);
    }
}

/// <summary>A field that holds a list of maps.</summary>
/// <param name="Item">Of one of them.</param>
/// <param name="Example">One of them, as it stands in a file.</param>
internal sealed record ListField(string Key, string Meaning, JsonObject Item, string Example, int Most = int.MaxValue) : Field(Key, Meaning, SchemaOf(Item, Most))
{
    /// <summary>Null for each that is no map; empty where there is no list, or nothing in it.</summary>
    public IReadOnlyList<YamlFields?> Read(YamlFields fields)
    {
        RefuseMissing(fields);
        return [.. fields.List(Key, $"{Meaning}, such as {Example}").Select((item, index) => fields.Item(Key, index, item, Example))];
    }

    private static JsonObject SchemaOf(JsonObject item, int most)
    {
        var schema = new JsonObject { ["type"] = "array", ["minItems"] = 1 };
        if (most < int.MaxValue)
            schema["maxItems"] = most;
        schema["items"] = item;
        return schema;
    }
}
