using System.Collections.Frozen;
using WhatsAppSupport.Domain.Flows.Steps;

namespace WhatsAppSupport.Domain.Flows.Running;

/// <summary>The runner of every kind of step: a new kind is one more line here. Two runners of one kind stop the program.</summary>
public static class StepRunners
{
    private static readonly FrozenDictionary<Type, IStepRunner> Runners = new IStepRunner[]
    {
        new MessageRunner(),
        new InputRunner(),
        new QuickRepliesRunner(),
        new ConditionalRunner(),
        new EscalateRunner(),
    }.Select(runner => KeyValuePair.Create(runner.StepType, runner)).ToDictionary().ToFrozenDictionary();

    public static IReadOnlyCollection<Type> StepTypes => Runners.Keys;

    internal static IStepRunner For(Step step) => Runners[step.GetType()];
}
