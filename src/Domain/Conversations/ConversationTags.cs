using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Conversations;

/// <summary>What people and flows sort conversations by, as it is kept: a JSON list as text, null when there is nothing in it.</summary>
public static class ConversationTags
{
    public const int MaxCount = 20;

    public const int MaxLength = 40;

    private static readonly TagsJson Json = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });

    public static IReadOnlyList<string> Read(string? tags) => tags is null ? [] : JsonSerializer.Deserialize(tags, Json.StringArray) ?? [];

    /// <summary>The same, where it is there already, or no more find room.</summary>
    public static string? With(string? tags, string name)
    {
        var (before, tag) = (Read(tags), Clean(name));
        return tag.Length == 0 || before.Contains(tag) || before.Count >= MaxCount ? tags : Write([.. before, tag]);
    }

    public static string? Without(string? tags, string name)
    {
        var (before, tag) = (Read(tags), Clean(name));
        return before.Contains(tag) ? Write([.. before.Where(one => one != tag)]) : tags;
    }

    /// <summary>The tag as it stands in the text, and nowhere else: a quotation mark in a tag is written otherwise.</summary>
    public static string InText(string name) => JsonSerializer.Serialize(name, Json.String);

    private static string Clean(string name) => TextCut.Clean(name.Trim(), MaxLength);

    private static string? Write(string[] tags) => tags.Length == 0 ? null : JsonSerializer.Serialize(tags, Json.StringArray);
}

[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(string))]
internal sealed partial class TagsJson : JsonSerializerContext;
