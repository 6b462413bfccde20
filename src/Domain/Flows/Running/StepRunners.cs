using System.Collections.Frozen;
using WhatsAppSupport.Domain.Flows.Steps;

namespace WhatsAppSupport.Domain.Flows.Running;

/// <summary>The runner of every kind of step: a new kind is one more line here. Two runners of one kind stop the program.</summary>
public static class StepRunners
{
    private static readonly FrozenDictionary<Type, IStepRunner> Runners = new IStepRunner[]
    {
        new MessageRunner(),
        new MediaRunner(),
        new LocationRunner(),
        new InputRunner(),
        new QuickRepliesRunner(),
        new ListRunner(),
        new RateRunner(),
        new ConditionalRunner(),
        new SetRunner(),
        new GotoRunner(),
        new CallRunner(),
        new EndRunner(),
        new EscalateRunner(),
        new TagRunner(),
        new NoteRunner(),
        new WaitRunner(),
        new ApiRunner(),
        new AskModelRunner(),
    }.Select(runner => KeyValuePair.Create(runner.StepType, runner)).ToDictionary().ToFrozenDictionary();

    public static IReadOnlyCollection<Type> StepTypes => Runners.Keys;

    internal static IStepRunner For(Step step) => Runners[step.GetType()];
}
