using WhatsAppSupport.Infrastructure.FlowFiles.Forms;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

/// <summary>Fields that hold steps.</summary>
internal static class Blocks
{
    public const string Example = "- { type: message, text: \"Hello\" }";

    public static ListField Field(string key, string meaning, string? more = null) => new(key, meaning, Json.Ref("step"), Example) { More = more };
}
