using System.Buffers;

namespace WhatsAppSupport.Infrastructure.Msg91.Webhooks;

/// <summary>
/// MSG91 posts one message or status a body, but as an array, and Meta does fill such arrays. Each element then becomes a body of
/// its own: the first keeps all that stood around the array, because that describes it; the others keep who wrote to whom.
/// </summary>
internal static class SeveralMessages
{
    private static readonly (Field Field, byte[] Name)[] Envelope =
    [
        (Field.CustomerNumber, "\"customerNumber\":"u8.ToArray()),
        (Field.Mobile, "\"mobile\":"u8.ToArray()),
        (Field.CustomerName, "\"customerName\":"u8.ToArray()),
        (Field.Bsuid, "\"bsuid\":"u8.ToArray()),
        (Field.IntegratedNumber, "\"integratedNumber\":"u8.ToArray()),
        (Field.Contacts, "\"contacts\":"u8.ToArray()),
        (Field.Direction, "\"direction\":"u8.ToArray()),
        (Field.WebhookType, "\"webhookType\":"u8.ToArray()),
        (Field.DryRun, "\"dryRun\":"u8.ToArray()),
    ];

    /// <param name="array">The JSON of that property.</param>
    /// <returns>One body for each; none when there is but one, or none that can be read.</returns>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> raw, in Fields root, Field field, ReadOnlySpan<byte> array)
    {
        if (array.IsEmpty || array[0] != '[')
        {
            return [];
        }

        var elements = new ObjectsOf(array);
        var first = elements.First();
        if (first.IsEmpty || !elements.MoveNext())
        {
            return [];
        }

        var (start, length) = root.PlaceOf(field);
        var bodies = new List<ReadOnlyMemory<byte>> { Around(raw.Span[..start], first, raw.Span[(start + length)..]) };
        do
        {
            bodies.Add(Alone(root, field, elements.Current));
        }
        while (elements.MoveNext());

        return bodies;
    }

    private static ReadOnlyMemory<byte> Alone(in Fields root, Field field, ReadOnlySpan<byte> element)
    {
        var body = new ArrayBufferWriter<byte>(element.Length + 512);
        body.Write("{"u8);
        foreach (var (around, name) in Envelope)
        {
            if (root[around].IsFilled)
            {
                body.Write(name);
                body.Write(root[around].Raw);
                body.Write(","u8);
            }
        }

        body.Write(field == Field.Messages ? "\"messages\":["u8 : "\"statuses\":["u8);
        body.Write(element);
        body.Write("]}"u8);
        return body.WrittenMemory;
    }

    private static ReadOnlyMemory<byte> Around(ReadOnlySpan<byte> before, ReadOnlySpan<byte> element, ReadOnlySpan<byte> after)
    {
        var body = new ArrayBufferWriter<byte>(before.Length + element.Length + after.Length + 2);
        body.Write(before);
        body.Write("["u8);
        body.Write(element);
        body.Write("]"u8);
        body.Write(after);
        return body.WrittenMemory;
    }
}
