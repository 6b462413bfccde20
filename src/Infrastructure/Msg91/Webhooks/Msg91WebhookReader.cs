using System.Text.Json;
using System.Text.Unicode;
using WhatsAppSupport.Application.Inbound;

namespace WhatsAppSupport.Infrastructure.Msg91.Webhooks;

/// <summary>
/// Reads whatever is posted to the webhook: one object, an array, <c>{"data":…}</c>, and these within each other. Every object is
/// an item of its own whose raw bytes are exactly those of the object.
/// </summary>
public sealed class Msg91WebhookReader : IWebhookReader
{
    /// <summary>A megabyte of <c>{},{},…</c> is one thing that cannot be read, not 300,000 rows of quarantine.</summary>
    private const int MaxUnreadable = 1000;

    /// <summary>Only where a body is cut into its objects: one that is too deep then costs itself, not its neighbours.</summary>
    private static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public IReadOnlyList<WebhookItem> Read(ReadOnlyMemory<byte> body)
    {
        var json = body.Span.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body;
        if (json.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            return [new WebhookItem.Unreadable(Problems.Empty, body)];
        }

        try
        {
            var items = new List<WebhookItem>(1);
            Split(json, items);
            return items.Count > MaxUnreadable && items.Count(item => item is WebhookItem.Unreadable) > MaxUnreadable
                ? [new WebhookItem.Unreadable(Problems.TooManyUnreadable, body)]
                : items;
        }
        catch (JsonException)
        {
            return [new WebhookItem.Unreadable(Problems.NotJson, body)];
        }
    }

    private static void Split(ReadOnlyMemory<byte> json, List<WebhookItem> items)
    {
        var reader = new Utf8JsonReader(json.Span, AnyDepth);
        var opened = -1;
        while (reader.Read())
        {
            var start = (int)reader.TokenStartIndex;
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray:
                    opened = start;
                    continue;
                case JsonTokenType.EndArray when opened >= 0:
                    items.Add(new WebhookItem.Unreadable(Problems.Empty, json[opened..(int)reader.BytesConsumed]));
                    break;
                case JsonTokenType.EndArray:
                    break;
                case JsonTokenType.StartObject:
                    reader.Skip();
                    ReadObject(json[start..(int)reader.BytesConsumed], items);
                    break;
                default:
                    items.Add(new WebhookItem.Unreadable(Problems.NotAnObject, json[start..(int)reader.BytesConsumed]));
                    break;
            }

            opened = -1;
        }
    }

    private static void ReadObject(ReadOnlyMemory<byte> raw, List<WebhookItem> items)
    {
        // Its syntax was seen to be right when it was cut out, so that only its depth can be wrong.
        if (!Fields.TryRead(raw.Span, out var root))
        {
            items.Add(new WebhookItem.Unreadable(Problems.TooDeep, raw));
            return;
        }

        // What names a sender is itself a message, whatever else it carries.
        if (root[Field.Data].IsStructure && !root[Field.CustomerNumber].IsFilled && !root[Field.From].IsFilled)
        {
            var (start, length) = root.PlaceOf(Field.Data);
            Split(raw.Slice(start, length), items);
            return;
        }

        if (!Utf8.IsValid(raw.Span))
        {
            items.Add(new WebhookItem.Unreadable(Problems.NotUtf8, raw));
            return;
        }

        var messages = root[Field.Messages].Structure();
        var several = SeveralMessages.Split(raw, root, Field.Messages, messages);
        if (several.Count == 0)
        {
            several = SeveralMessages.Split(raw, root, Field.Statuses, root[Field.Statuses].Structure());
        }

        if (several.Count == 0)
        {
            items.Add(ReadOne(new Posted(root, messages), raw));
        }

        foreach (var body in several)
        {
            ReadObject(body, items);
        }
    }

    private static WebhookItem ReadOne(in Posted posted, ReadOnlyMemory<byte> raw) => PostedKinds.KindOf(posted) switch
    {
        PostedKind.Test => new WebhookItem.Ignored(IgnoredBecause.DashboardTest, raw) { Review = EventReviewing.Of(posted, raw) },
        PostedKind.Echo => new WebhookItem.Ignored(IgnoredBecause.OutboundEcho, raw),
        PostedKind.Report => ReportReading.Read(posted, raw),
        _ => InboundReading.Read(posted, raw),
    };
}
