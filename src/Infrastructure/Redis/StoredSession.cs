using System.Text.Json;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.Infrastructure.Redis;

/// <summary>
/// A session as it stands in Redis. Whoever changes its meaning raises <see cref="CurrentSchema"/>: processes of both
/// versions then run side by side and merely miss each other's entries.
/// </summary>
internal sealed record StoredSession
{
    public const int CurrentSchema = 2;

    public required int Schema { get; init; }

    public required StoredCustomer Customer { get; init; }

    public required StoredConversation Conversation { get; init; }

    public required MessageRate Rate { get; init; }

    public static byte[] Write(Session session) => JsonSerializer.SerializeToUtf8Bytes(
        new StoredSession
        {
            Schema = CurrentSchema,
            Customer = StoredCustomer.From(session.Customer),
            Conversation = StoredConversation.From(session.Conversation),
            Rate = session.Rate,
        },
        StoredSessionJson.Compact.StoredSession);

    /// <summary>Null where it is not a session of this schema.</summary>
    public static Session? Read(byte[]? data)
    {
        try
        {
            return JsonSerializer.Deserialize(data, StoredSessionJson.Compact.StoredSession) is { Schema: CurrentSchema } stored
                ? new Session(stored.Customer.ToCustomer(), stored.Conversation.ToConversation(), stored.Rate)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
