using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

/// <summary>Reads whom a customer is handed over to.</summary>
internal static class HandOverReader
{
    private const string What = "what the customer is told, such as \"A colleague will write to you.\"";
    private const string UsualWhat = "Left out: the business's usual text (system/texts.yaml).";

    /// <summary>A step's.</summary>
    public static readonly Field<FlowText?> Text = new("text", What, FlowTexts.Text) { More = UsualWhat };

    /// <summary>A reply's: its text is what is tapped.</summary>
    public static readonly Field<FlowText?> HandOverText = new("hand_over_text", What, FlowTexts.Text) { More = UsualWhat };

    private static readonly Field<string?> Department = new("department", "who takes over, such as billing", Shapes.Words) { IsRequired = true };

    private static readonly Field<FlowText?> Reason =
        new("reason", "what the department is told, such as \"Refund of order {order_number}\"", FlowTexts.Text) { More = "Left out: the flow's name." };

    public static IReadOnlyList<Field> FieldsWith(Field text) => [Department, text, Reason];

    public static HandOverRequest? Read(YamlFields fields, Field<FlowText?> text)
    {
        var department = Department.Read(fields)?.Trim();
        var (told, reason) = (text.Read(fields), Reason.Read(fields));
        return department is null ? null : new HandOverRequest(department, told, reason);
    }
}
