using System.Text.Json;
using System.Text.RegularExpressions;
using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Flows.Checks;
using WhatsAppSupport.Domain.Flows.Triggers;
using WhatsAppSupport.Infrastructure.FlowFiles.Steps;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>One file and what became of it; what concerns other files is judged when all have been read.</summary>
internal sealed partial class FlowReader
{
    private readonly FileFindings findings;
    private readonly FlowReading reading = new();

    public FlowReader(string file)
    {
        File = file;
        findings = new FileFindings(file);
        Text = YamlFile.ReadText(file, findings);
        Read(Text);
    }

    /// <summary>What lies in no folder.</summary>
    public FlowReader(FlowText file)
    {
        (File, Version) = (file.Name, file.Version);
        findings = new FileFindings(file.Name);
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

    private YamlFields? Fields { get; set; }

    private IReadOnlyList<(Trigger Trigger, YamlFields Fields)> Triggers { get; set; } = [];

    /// <param name="owners">The file of each flow_id that was seen before.</param>
    public void RefuseRepeatedId(IDictionary<string, string> owners)
    {
        if (FlowId is not null && !owners.TryAdd(FlowId, File))
            Fields!.Refuse("flow_id", $"\"{FlowId}\" is the flow of {Path.GetFileName(owners[FlowId])} already; give this one another name", FindingCode.Duplicate);
    }

    /// <param name="owners">The flow of each whole message that was seen before.</param>
    public void RefuseRepeatedTriggers(IDictionary<string, string> owners)
    {
        foreach (var (trigger, fields) in Triggers)
        {
            if (trigger is Trigger.ExactMatch match && !owners.TryAdd(match.Folded, FlowId ?? Path.GetFileName(File)))
                fields.Refuse(fields.Has("value") ? "value" : "values", $"\"{match.Value}\" begins the flow {owners[match.Folded]} already; a whole message can begin one flow only", FindingCode.Duplicate);
        }
    }

    public void RefuseUnknownTargets(IReadOnlyCollection<string> flowIds) => reading.RefuseUnknownTargets(flowIds);

    /// <inheritdoc cref="FlowReading.RefuseHosts"/>
    public void RefuseHosts(Func<Uri, string?> problemOf) => reading.RefuseHosts(problemOf);

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
        FlowId = ReadId(Fields);
        Triggers = TriggerReader.ReadAll(Fields);
        var steps = StepReaders.ReadAll(Fields, "steps", reading, isBeginning: true);
        reading.RefuseUnknownSteps();
        var ends = Fields.FlowText("ends", "what is said at the end");
        Fields.RefuseOthers();
        if (FlowId is null)
            return;

        Flow = new Flow(FlowId, Version, [.. Triggers.Select(trigger => trigger.Trigger)], steps, ends);
        if (Flow.LongestRun >= FlowEngine.StepsPerTurn)
            Fields.Refuse("steps", $"{Flow.LongestRun} steps can follow each other without an answer of the customer; fewer than {FlowEngine.StepsPerTurn} may", FindingCode.TooLong);
    }

    private static string? ReadId(YamlFields fields)
    {
        var id = fields.RequiredText("flow_id", "the flow's name, such as support");
        if (id is not null && !IdPattern().IsMatch(id))
            fields.Refuse("flow_id", $"\"{id}\" is no name for a flow; use up to {Flow.IdMaxLength} letters a to z, digits, _ and -, such as order_status");
        return id;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();
}
