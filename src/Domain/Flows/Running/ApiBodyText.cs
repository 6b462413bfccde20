using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Values;

namespace WhatsAppSupport.Domain.Flows.Running;

/// <summary>The body of a call with the flow's values in it. What a customer said ends nothing that the author began, and names no secret.</summary>
internal static class ApiBodyText
{
    public static string? Of(ApiBody? body, IReadOnlyList<KeyValuePair<string, string>> headers, FlowTurn turn) => body switch
    {
        ApiBody.Plain(var text) => text.Fill(turn, CallText.In(CallBodies.KindOf(CallBodies.TypeOf(headers, text.Fill(turn, CallText.InText))))),
        ApiBody.Json(var form) => Written(form, turn),
        _ => null,
    };

    private static string Written(JsonForm form, FlowTurn turn)
    {
        var text = new StringBuilder();
        Write(text, form, turn);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonForm form, FlowTurn turn)
    {
        // It is refused then, when it is to be sent.
        if (text.Length > CallLimits.LargestBody)
            return;
        switch (form)
        {
            case JsonForm.Fixed(var json):
                text.Append(json);
                break;
            case JsonForm.Text(var template):
                WriteText(text, template, turn);
                break;
            case JsonForm.List(var items):
                WriteAll(text, '[', ']', items, item => Write(text, item, turn));
                break;
            case JsonForm.Map(var fields):
                WriteAll(text, '{', '}', fields, field =>
                {
                    text.Append('"').Append(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(field.Key)).Append("\":");
                    Write(text, field.Value, turn);
                });
                break;
        }
    }

    private static void WriteText(StringBuilder text, Wording.TextTemplate template, FlowTurn turn)
    {
        if (template.Only is { } only && only.ValueIn(turn) is var value and not Value.Words)
            WriteValue(text, value);
        else
            text.Append('"').Append(template.Fill(turn, CallText.InJson, JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode)).Append('"');
    }

    private static void WriteValue(StringBuilder text, Value value)
    {
        switch (value)
        {
            case Value.Number(var number):
                text.Append(number.ToString(CultureInfo.InvariantCulture));
                break;
            case Value.Truth:
                text.Append(value.Text);
                break;
            case Value.List(var items):
                WriteAll(text, '[', ']', items, item => WriteValue(text, item));
                break;
            case Value.Fields(var fields):
                WriteAll(text, '{', '}', fields, field =>
                {
                    text.Append('"').Append(CallText.InJson(field.Key)).Append("\":");
                    WriteValue(text, field.Value);
                });
                break;
            case { IsEmpty: true }:
                text.Append("null");
                break;
            default:
                text.Append('"').Append(CallText.InJson(value.Text)).Append('"');
                break;
        }
    }

    private static void WriteAll<T>(StringBuilder text, char open, char close, IEnumerable<T> all, Action<T> write)
    {
        text.Append(open);
        foreach (var (place, one) in all.Index())
        {
            if (place > 0)
                text.Append(',');
            write(one);
        }

        text.Append(close);
    }
}
