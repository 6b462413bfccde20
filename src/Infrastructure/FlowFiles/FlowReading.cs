using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>What is remembered while one flow is read, because it can be judged only when all of it, or all flows, are known.</summary>
internal sealed class FlowReading(FileFindings findings)
{
    private readonly List<(string FlowId, Action<string> Refuse)> targets = [];
    private readonly List<(string StepId, Action<string> Refuse)> jumps = [];
    private readonly Dictionary<string, YamlFields> ids = new(StringComparer.Ordinal);
    private readonly List<(Uri Address, YamlFields Fields, string Key)> addresses = [];

    /// <summary>Where each step is written.</summary>
    public Dictionary<Step, YamlFields> Places { get; } = new(ReferenceEqualityComparer.Instance);

    public void Place(Step step, YamlFields fields) => Places[step] = fields;

    /// <summary>A step has this id.</summary>
    public void Names(string id, YamlFields fields)
    {
        if (!ids.TryAdd(id, fields))
            fields.Refuse("id", $"\"{id}\" is the id of another step of this flow already", FindingCode.Duplicate);
    }

    /// <summary>The flow goes to another one, which must exist.</summary>
    public void GoesTo(string flowId, YamlFields fields, string key) =>
        targets.Add((flowId, problem => fields.Refuse(key, problem, FindingCode.UnknownTarget)));

    /// <summary>The flow goes to another step of itself.</summary>
    public void GoesToStep(string stepId, YamlFields fields, string key) =>
        jumps.Add((stepId, problem => fields.Refuse(key, problem, FindingCode.UnknownTarget)));

    /// <summary>The flow asks this host.</summary>
    public void Asks(Uri address, YamlFields fields, string key) => addresses.Add((address, fields, key));

    public void RefuseUnknownSteps()
    {
        foreach (var (stepId, refuse) in jumps.Where(jump => !ids.ContainsKey(jump.StepId)).TakeWhile(_ => !findings.IsFull))
        {
            refuse(NearestWord.To(stepId, ids.Keys) is { } meant
                ? $"no step of this flow has the id \"{stepId}\"; did you mean {meant}?"
                : $"no step of this flow has the id \"{stepId}\"; {(ids.Count == 0 ? "give the step that is meant an id" : $"there are {NearestWord.Listed(ids.Keys)}")}");
        }
    }

    public void RefuseUnknownTargets(IReadOnlyCollection<string> flowIds)
    {
        foreach (var (flowId, refuse) in targets.Where(target => !flowIds.Contains(target.FlowId)).TakeWhile(_ => !findings.IsFull))
        {
            refuse(NearestWord.To(flowId, flowIds) is { } meant
                ? $"there is no flow \"{flowId}\"; did you mean {meant}?"
                : $"there is no flow \"{flowId}\"; there are {NearestWord.Listed(flowIds)}");
        }
    }

    /// <param name="problemOf">Why an address may not be asked; null: it may.</param>
    /// <param name="stops">Whether the flows do not run with one that may not be asked.</param>
    public void JudgeHosts(Func<Uri, string?> problemOf, bool stops)
    {
        foreach (var (address, fields, key) in addresses)
        {
            if (problemOf(address) is not { } problem)
                continue;
            if (stops)
                fields.Refuse(key, problem, FindingCode.HostNotAllowed);
            else
                fields.Warn(key, problem, FindingCode.HostNotAllowed);
        }
    }
}
