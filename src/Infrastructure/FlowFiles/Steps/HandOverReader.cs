using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

/// <summary>Reads whom a customer is handed over to.</summary>
internal static class HandOverReader
{
    /// <summary>What a reply may have besides its own fields.</summary>
    public static readonly IReadOnlyList<string> Fields = ["department", "hand_over_text", "reason"];

    /// <param name="textField">A step has its <c>text</c>; a reply's text is what is tapped, so there it is another field.</param>
    public static HandOverRequest? Read(YamlFields fields, string textField)
    {
        var department = fields.RequiredText("department", "who takes over, such as billing")?.Trim();
        var text = fields.FlowText(textField, "what the customer is told, such as \"A colleague will write to you.\"");
        var reason = fields.FlowText("reason", "what the department is told, such as \"Refund of order {order_number}\"");
        return department is null ? null : new HandOverRequest(department, text, reason);
    }
}
