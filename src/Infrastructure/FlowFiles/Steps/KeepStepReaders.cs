using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

internal sealed class SetStepReader() : StepReader<SetStep>("set")
{
    protected override SetStep? ReadStep(YamlFields fields, FlowReading reading)
    {
        const string Example = "names and what they are to be, such as { total: price * count }";
        var values = fields.Expressions("values", Example);
        if (!fields.Has("values"))
            fields.Refuse("values", $"is missing; write {Example}", FindingCode.MissingField);
        return values.Count == 0 ? null : new SetStep(values);
    }
}

internal sealed class TagStepReader() : StepReader<TagStep>("tag")
{
    protected override TagStep? ReadStep(YamlFields fields, FlowReading reading)
    {
        const string Example = "tags, such as [refund, vip]";
        var (add, remove) = (fields.WordList("add", Example), fields.WordList("remove", Example));
        if (!fields.Has("add") && !fields.Has("remove"))
            fields.Refuse("add", $"is missing; write {Example}, or take some off with remove", FindingCode.MissingField);
        foreach (var (key, tags) in new[] { ("add", add), ("remove", remove) })
        {
            if (tags.FirstOrDefault(tag => tag.Length > TagStep.LongestTag || tag.Any(char.IsControl)) is { } wrong)
                fields.Refuse(key, $"\"{wrong}\" is no tag; a tag is one line of up to {TagStep.LongestTag} characters", FindingCode.TooLong);
            if (tags.Count > TagStep.MostTags)
                fields.Refuse(key, $"{tags.Count} tags; at most {TagStep.MostTags} are taken", FindingCode.TooLong);
        }

        return add.Count + remove.Count == 0 ? null : new TagStep(add, remove);
    }
}

internal sealed class NoteStepReader() : StepReader<NoteStep>("note")
{
    protected override NoteStep? ReadStep(YamlFields fields, FlowReading reading) =>
        fields.RequiredFlowText("text", "what agents are told, such as \"Wants a refund of {order_number}\"") is { } text ? new NoteStep(text) : null;
}
