using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

/// <summary>Reads what a step has besides the fields of its kind.</summary>
internal static class StepCommons
{
    public static readonly Field<string?> Id = new("id", "a name for goto, such as ask_again", IdName.Shape("id", "ask_again")) { More = "Each is there once in a flow." };

    private static readonly Field<TimeSpan?> After = new("after", "how long it is waited, such as 30s, 10m or 1h30m", Durations.Between(Domain.Flows.Steps.TimeOut.Shortest, Domain.Flows.Steps.TimeOut.Longest))
    {
        IsRequired = true,
        More = "It begins anew with each answer, and goes on over a restart.",
    };

    private static readonly ListField Steps = Blocks.Field("steps", "what is done then", "Then the flow goes on after the step that waited.") with { IsRequired = true };

    /// <summary>Only of a step that waits for the customer.</summary>
    public static readonly Field<YamlFields?> TimeOut = new(
        "timeout",
        "what is done when the customer does not answer, such as { after: 10m, steps: [ { type: message, text: \"Are you still there?\" } ] }",
        Shapes.Map(
            new Form("When the customer does not answer in time.", After, Steps),
            "{ after: 10m, steps: [ { type: message, text: \"Are you still there?\" } ] }"))
    { More = "Left out: it is waited for as long as the conversation lives." };

    public static string? ReadId(YamlFields step, FlowReading reading)
    {
        var id = Id.Read(step);
        if (id is not null)
            reading.Names(id, step);
        return id;
    }

    public static TimeOut? ReadTimeOut(YamlFields step, FlowReading reading, bool asksCustomer)
    {
        if (TimeOut.Read(step) is not { } fields)
            return null;
        var after = After.Read(fields);
        var steps = StepReaders.ReadAll(Steps, fields, reading, isBeginning: false);
        fields.RefuseOthers();
        if (!asksCustomer)
            step.Refuse(TimeOut.Key, "is for steps that wait for the customer; this one does not");
        return after is null ? null : new TimeOut(after.Value, steps);
    }
}
