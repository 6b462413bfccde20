namespace WhatsAppSupport.Domain.Flows.Checks;

/// <summary>Looks through flows that can run for what their authors hardly meant. A new check is one more line here.</summary>
public static class FlowChecks
{
    private static readonly Func<IReadOnlyList<Flow>, IEnumerable<FlowFinding>>[] Checks =
    [
        Reach.Check,
        Variables.Check,
        HiddenFacts.Check,
        Kinds.Check,
        Loops.Check,
        Shadows.Check,
        Translations.Check,
        Lengths.Check,
        Failures.Check,
    ];

    public static IReadOnlyList<FlowFinding> Of(IReadOnlyList<Flow> flows) => [.. Checks.SelectMany(check => check(flows))];
}
