using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>What is remembered while one flow is read, because it can be judged only when all flows are known.</summary>
internal sealed class FlowReading
{
    private readonly List<(string FlowId, Action<string> Refuse)> targets = [];

    /// <summary>The flow goes to another one, which must exist.</summary>
    public void GoesTo(string flowId, YamlFields fields, string key) =>
        targets.Add((flowId, problem => fields.Refuse(key, problem)));

    public void RefuseUnknownTargets(IReadOnlyCollection<string> flowIds)
    {
        foreach (var (flowId, refuse) in targets.Where(target => !flowIds.Contains(target.FlowId)))
        {
            refuse(NearestWord.To(flowId, flowIds) is { } meant
                ? $"there is no flow \"{flowId}\"; did you mean {meant}?"
                : $"there is no flow \"{flowId}\"; there are {string.Join(", ", flowIds.Order(StringComparer.Ordinal))}");
        }
    }
}
