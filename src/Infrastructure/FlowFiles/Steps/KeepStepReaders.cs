using System.Text.Json.Nodes;
using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

internal sealed class SetStepReader() : StepReader<SetStep>("set", new Form("Keeps values in variables, and goes on.", Values))
{
    private static readonly Field<IReadOnlyList<KeyValuePair<string, Expression>>> Values =
        new("values", "names and what they are to be, such as { total: price * count }", Named.SomeExpressions)
        {
            IsRequired = true,
            More = $"Worked out in this order. {VariableName.Language} is what the customer is spoken to in from then on.",
        };

    protected override SetStep? ReadStep(YamlFields fields, FlowReading reading) => Values.Read(fields) is { Count: > 0 } values ? new SetStep(values) : null;
}

internal sealed class TagStepReader() : StepReader<TagStep>(
    "tag",
    new Form("Sorts the conversation by tags, and goes on.", Add, Remove)
    {
        Rules = [Rule.Any(Add.Key, Remove.Key, $"is missing; write {Example}, or take some off with remove")],
    })
{
    private const string Example = "tags, such as [refund, vip]";

    private static readonly Shape<IReadOnlyList<string>> Tags = new(ReadTags, Schema());

    private static readonly Field<IReadOnlyList<string>> Add = new("add", Example, Tags) { More = "The conversation gets them." };

    private static readonly Field<IReadOnlyList<string>> Remove = new("remove", Example, Tags) { More = "They are taken off the conversation." };

    protected override TagStep? ReadStep(YamlFields fields, FlowReading reading)
    {
        var (add, remove) = (Add.Read(fields), Remove.Read(fields));
        return add.Count + remove.Count == 0 ? null : new TagStep(add, remove);
    }

    private static IReadOnlyList<string> ReadTags(YamlFields fields, Field field)
    {
        var tags = Words.Read(fields, field.Key, field.Meaning);
        if (tags.FirstOrDefault(tag => tag.Length > TagStep.LongestTag || tag.Any(char.IsControl)) is { } wrong)
            fields.Refuse(field.Key, $"\"{wrong}\" is no tag; a tag is one line of up to {TagStep.LongestTag} characters", FindingCode.TooLong);
        if (tags.Count > TagStep.MostTags)
            fields.Refuse(field.Key, $"{tags.Count} tags; at most {TagStep.MostTags} are taken", FindingCode.TooLong);
        return tags;
    }

    private static JsonObject Schema()
    {
        var tag = Json.Words;
        tag["maxLength"] = TagStep.LongestTag;
        return Words.Shape(tag, TagStep.MostTags).Schema.Saying($"One tag, or a list of up to {TagStep.MostTags}; each is one line of up to {TagStep.LongestTag} characters.");
    }
}

internal sealed class NoteStepReader() : StepReader<NoteStep>("note", new Form("Leaves a note for agents, which the customer never sees, and goes on.", Text))
{
    private static readonly Field<FlowText?> Text = new("text", "what agents are told, such as \"Wants a refund of {order_number}\"", FlowTexts.Text) { IsRequired = true };

    protected override NoteStep? ReadStep(YamlFields fields, FlowReading reading) => Text.Read(fields) is { } text ? new NoteStep(text) : null;
}
