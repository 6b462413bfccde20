using System.Text.Json;
using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Flows.Checks;
using WhatsAppSupport.Domain.Flows.Triggers;
using WhatsAppSupport.Infrastructure.FlowFiles.Steps;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>One file and what became of it; what concerns other files is judged when all have been read.</summary>
internal sealed class FlowReader
{
    private readonly FileFindings findings;
    private readonly FlowReading reading;

    public FlowReader(string file)
    {
        File = file;
        findings = new FileFindings(file);
        reading = new FlowReading(findings);
        Text = YamlFile.ReadText(file, findings);
        Read(Text);
    }

    /// <summary>What lies in no folder.</summary>
    public FlowReader(FlowText file)
    {
        (File, Version) = (file.Name, file.Version);
        findings = new FileFindings(file.Name);
        reading = new FlowReading(findings);
        Text = YamlFile.Allow(file.Text, findings);
        Read(Text);
    }

    public string File { get; }

    /// <summary>As it was read; null where it could not be.</summary>
    public string? Text { get; }

    /// <summary>Known even where the rest is at fault, so that flows which lead here are not blamed.</summary>
    public string? FlowId { get; private set; }

    /// <summary>Null only where the file does not consist of fields. What was given with the text stays: conversations stand in it.</summary>
    public string? Version { get; private set; }

    /// <summary>Of no use while there are <see cref="Errors"/>.</summary>
    public Flow? Flow { get; private set; }

    public IReadOnlyList<FlowFileError> Errors => findings.Errors;

    /// <summary>Null where there are none.</summary>
    public YamlFields? Fields { get; private set; }

    private IReadOnlyList<(Trigger Trigger, YamlFields Fields)> Triggers { get; set; } = [];

    /// <param name="owners">The file of each flow_id that was seen before.</param>
    public void RefuseRepeatedId(IDictionary<string, string> owners)
    {
        if (FlowId is not null && !owners.TryAdd(FlowId, File))
            Fields!.Refuse(FlowForm.Id.Key, $"\"{FlowId}\" is the flow of {Path.GetFileName(owners[FlowId])} already; give this one another name", FindingCode.Duplicate);
    }

    /// <param name="owners">The flow of each whole message that was seen before.</param>
    public void RefuseRepeatedTriggers(IDictionary<string, string> owners)
    {
        foreach (var (trigger, fields) in Triggers)
        {
            if (trigger is Trigger.ExactMatch match && !owners.TryAdd(match.Folded, FlowId ?? Path.GetFileName(File)))
                fields.Refuse(TriggerValues.KeyIn(fields), $"\"{match.Value}\" begins the flow {owners[match.Folded]} already; a whole message can begin one flow only", FindingCode.Duplicate);
        }
    }

    public void RefuseUnknownTargets(IReadOnlyCollection<string> flowIds) => reading.RefuseUnknownTargets(flowIds);

    /// <inheritdoc cref="FlowReading.JudgeHosts"/>
    public void JudgeHosts(Func<Uri, string?> problemOf, bool stops) => reading.JudgeHosts(problemOf, stops);

    /// <summary>What was found in this flow when all of them were looked at together.</summary>
    public void Add(FlowFinding finding)
    {
        var place = finding.Step is not null ? reading.Places.GetValueOrDefault(finding.Step)
            : finding.Trigger is not null ? Triggers.FirstOrDefault(one => ReferenceEquals(one.Trigger, finding.Trigger)).Fields
            : null;
        var code = JsonNamingPolicy.SnakeCaseLower.ConvertName(finding.Doubt.ToString());
        if (finding.Stops)
            (place ?? Fields!).Refuse(finding.Field, finding.Problem, code);
        else
            (place ?? Fields!).Warn(finding.Field, finding.Problem, code);
    }

    private void Read(string? text)
    {
        if (text is not null && YamlFile.Parse(text, findings) is { } map)
            Read(map);
    }

    private void Read(YamlMap map)
    {
        Fields = new YamlFields(map, "", findings);
        Version ??= ContentHash.Of(map);
        FlowId = FlowForm.Id.Read(Fields);
        Triggers = TriggerReader.ReadAll(Fields);
        var steps = StepReaders.ReadAll(FlowForm.Steps, Fields, reading, isBeginning: true);
        var migrate = MigrationReader.ReadAll(Fields, reading);
        reading.RefuseUnknownSteps();
        var ends = FlowForm.Ends.Read(Fields);
        FlowForm.All.Finish(Fields);
        if (FlowId is null)
            return;

        Flow = new Flow(FlowId, Version, [.. Triggers.Select(trigger => trigger.Trigger)], steps, ends) { Migrate = migrate };
        if (Flow.LongestRun >= FlowEngine.StepsPerTurn)
            Fields.Refuse(FlowForm.Steps.Key, $"{Flow.LongestRun} steps can follow each other without an answer of the customer; fewer than {FlowEngine.StepsPerTurn} may", FindingCode.TooLong);
    }
}
