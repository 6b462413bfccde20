using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.Infrastructure.Redis;

[JsonSerializable(typeof(StoredSession))]
internal sealed partial class StoredSessionJson : JsonSerializerContext
{
    public static readonly StoredSessionJson Compact = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter<ConversationStatus>(JsonNamingPolicy.SnakeCaseLower) },

        // Names in any script take their own bytes, not six a character.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
