using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhatsAppSupport.Domain.Audit;

/// <summary>The changed fields of an <see cref="AuditEntry"/> as the JSON object that is stored.</summary>
public static class AuditFields
{
    /// <summary>Letters of every script as they are, so that the log can be read.</summary>
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="fields">Named as the API names them; values are texts, numbers, true or false, instants, or lists of texts.</param>
    public static string Of(params IEnumerable<(string Name, object? Value)> fields)
    {
        var json = new JsonObject();
        foreach (var (name, value) in fields)
        {
            json[name] = value switch
            {
                null => null,
                string text => text,
                bool flag => flag,
                int number => number,
                long number => number,
                DateTimeOffset instant => instant.ToUniversalTime(),
                IEnumerable<string> texts => new JsonArray([.. texts.Select(text => JsonValue.Create(text))]),
                _ => throw new ArgumentException($"{value.GetType().Name} is no value of the audit log.", nameof(fields)),
            };
        }

        return json.ToJsonString(Readable);
    }
}
