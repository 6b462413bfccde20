using System.Text.Json;

namespace WhatsAppSupport.Infrastructure.Msg91.Webhooks;

/// <summary>Goes through the objects of a JSON array, up to where it breaks off: what was whole is not lost.</summary>
internal ref struct ObjectsOf(ReadOnlySpan<byte> array)
{
    private readonly ReadOnlySpan<byte> array = array;
    private Utf8JsonReader reader = new(array);

    public ReadOnlySpan<byte> Current { get; private set; }

    public bool MoveNext()
    {
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.StartObject)
                {
                    var start = (int)reader.TokenStartIndex;
                    reader.Skip();
                    Current = array[start..(int)reader.BytesConsumed];
                    return true;
                }
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return false;
    }

    /// <summary>Empty when there is none.</summary>
    public ReadOnlySpan<byte> First() => MoveNext() ? Current : default;
}
