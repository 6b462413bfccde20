using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using WhatsAppSupport.Infrastructure.FlowFiles.Steps;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Forms;

/// <summary>The files of flows as an editor knows them (docs/decisions/0033): made of the forms that they are read by.</summary>
public static class FlowSchema
{
    /// <summary>Where it lies, beside the flows.</summary>
    public const string FileName = "flow.schema.json";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text
    {
        get
        {
            var schema = new JsonObject { ["$schema"] = "http://json-schema.org/draft-07/schema#", ["title"] = "Flow" };
            foreach (var (name, part) in FlowForm.All.Schema())
                schema[name] = part?.DeepClone();
            schema["definitions"] = new JsonObject
            {
                ["text"] = FlowTexts.Definition,
                ["trigger"] = TriggerReader.Schema,
                ["step"] = Json.Variants(StepReaders.Type, StepReaders.Forms),
                ["reply"] = QuickRepliesStepReader.ReplySchema,
                ["row"] = ListStepReader.RowSchema,
                ["section"] = ListStepReader.SectionSchema,
            };
            return schema.ToJsonString(Readable) + "\n";
        }
    }
}
