using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Infrastructure.Msg91;

/// <summary>The body of MSG91's session endpoint: flat for a text, Meta's <c>interactive</c> object for what can be tapped; for what is shown see <see cref="ShownMessageJson"/>.</summary>
internal static class SessionMessageJson
{
    // Letters of every script go as they are: escaped, a text in Hindi would be twice as long.
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(OutgoingMessage message, MediaBody media)
    {
        var body = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(body, Writing))
        {
            json.WriteStartObject();
            json.WriteString("integrated_number", message.From);
            json.WriteString("recipient_number", message.To);

            // Our own reference. MSG91 documents that templates echo it in their reports; for session messages that is not
            // confirmed. It costs nothing, and after a time-out it is all that a report could be known by.
            json.WriteString("CRQID", message.Id.Value.ToString("N"));
            WriteContent(json, message, media);
            json.WriteEndObject();
        }

        return body.WrittenMemory;
    }

    private static void WriteContent(Utf8JsonWriter json, OutgoingMessage message, MediaBody media)
    {
        if (message.Media is null && message.Options.Count == 0)
        {
            json.WriteString("content_type", "text");
            json.WriteString("text", message.Text);
            return;
        }

        var said = message.Media is null ? null : message.Said;
        if (said is { Media: not null } or { Location: not null })
        {
            ShownMessageJson.Write(json, said, media);
            return;
        }

        var list = ListForm.Of(message.Options, said?.ListButton);
        json.WriteString("content_type", "interactive");
        json.WriteStartObject("interactive");
        json.WriteString("type", list is null ? "button" : "list");
        json.WriteStartObject("body");
        json.WriteString("text", message.Text);
        json.WriteEndObject();
        json.WriteStartObject("action");
        if (list is null)
        {
            WriteButtons(json, message.Options);
        }
        else
        {
            WriteList(json, list);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteButtons(Utf8JsonWriter json, IReadOnlyList<ReplyOption> options)
    {
        json.WriteStartArray("buttons");
        foreach (var option in options)
        {
            json.WriteStartObject();
            json.WriteString("type", "reply");
            json.WriteStartObject("reply");
            json.WriteString("id", option.Id);
            json.WriteString("title", option.Title);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteList(Utf8JsonWriter json, ListForm list)
    {
        json.WriteString("button", list.Button);
        json.WriteStartArray("sections");
        foreach (var section in list.Sections)
        {
            json.WriteStartObject();
            json.WriteString("title", section.Title);
            json.WriteStartArray("rows");
            foreach (var row in section.Rows)
            {
                json.WriteStartObject();
                json.WriteString("id", row.Id);
                json.WriteString("title", row.Title);
                if (row.Description is not null)
                {
                    json.WriteString("description", row.Description);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
