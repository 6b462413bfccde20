using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Steps;

namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>What a file of a flow consists of.</summary>
internal static class FlowForm
{
    public static readonly Field<string?> Id = new("flow_id", "the flow's name, such as support", IdName.Shape("name for a flow", "order_status"))
    {
        IsRequired = true,
        More = "No two flows have the same. Other flows lead here by it.",
    };

    public static readonly ListField Steps = Blocks.Field("steps", "what the flow does, one after another") with { IsRequired = true };

    public static readonly Field<FlowText?> Ends = new("ends", "what is said at the end", FlowTexts.Text) { More = "It is said when the flow runs out of steps. Left out: nothing." };

    public static readonly Form All = new("A conversation, written down. The language is told in docs/flows.md.", Id, TriggerReader.Field, Steps, MigrationReader.Field, Ends);
}
