using System.Text.RegularExpressions;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>What is remembered while one flow is read, because it can be judged only when all of it, or all flows, are known.</summary>
internal sealed partial class FlowReading
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
        if (!IdPattern().IsMatch(id))
            fields.Refuse("id", $"\"{id}\" is no id; use up to 64 letters a to z, digits, _ and -, such as ask_again");
        else if (!ids.TryAdd(id, fields))
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
        foreach (var (stepId, refuse) in jumps.Where(jump => !ids.ContainsKey(jump.StepId)))
        {
            refuse(NearestWord.To(stepId, ids.Keys) is { } meant
                ? $"no step of this flow has the id \"{stepId}\"; did you mean {meant}?"
                : $"no step of this flow has the id \"{stepId}\"; {(ids.Count == 0 ? "give the step that is meant an id" : $"there are {string.Join(", ", ids.Keys.Order(StringComparer.Ordinal))}")}");
        }
    }

    public void RefuseUnknownTargets(IReadOnlyCollection<string> flowIds)
    {
        foreach (var (flowId, refuse) in targets.Where(target => !flowIds.Contains(target.FlowId)))
        {
            refuse(NearestWord.To(flowId, flowIds) is { } meant
                ? $"there is no flow \"{flowId}\"; did you mean {meant}?"
                : $"there is no flow \"{flowId}\"; there are {string.Join(", ", flowIds.Order(StringComparer.Ordinal))}");
        }
    }

    /// <param name="problemOf">Why an address may not be asked; null: it may.</param>
    public void RefuseHosts(Func<Uri, string?> problemOf)
    {
        foreach (var (address, fields, key) in addresses)
        {
            if (problemOf(address) is { } problem)
                fields.Refuse(key, problem, FindingCode.HostNotAllowed);
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();
}
