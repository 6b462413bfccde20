namespace WhatsAppSupport.Domain.Flows.Checks;

/// <summary>Variables that are called as something is that is known anyway.</summary>
internal static class HiddenFacts
{
    public static IEnumerable<FlowFinding> Check(IReadOnlyList<Flow> flows) => flows.SelectMany(flow => flow.Nodes.SelectMany(node => node.Use.Sets
        .Where(set => Facts.IsHiddenBy(set.Variable))
        .Select(set => new FlowFinding(
            flow, FlowDoubt.HiddenFact, "variable", $"{set.Variable} is the name of something that is known without being set, and hides it from then on; give the variable another name", Stops: false)
        { Step = node.Step })));
}
