using WhatsAppSupport.Domain.Flows.Steps;

namespace WhatsAppSupport.Domain.Flows.Checks;

/// <summary>Steps that ask elsewhere and say nothing for when that fails: a person is called in then.</summary>
internal static class Failures
{
    public static IEnumerable<FlowFinding> Check(IReadOnlyList<Flow> flows) => flows.SelectMany(flow => flow.Nodes
        .Where(node => node.Step is ApiStep { OnError: null } or AskModelStep { OnError: null })
        .Select(node => new FlowFinding(
            flow, FlowDoubt.MissingOnError, "on_error", "is missing; write the steps for when there is no answer, or a person is called in", Stops: false)
        { Step = node.Step }));
}
