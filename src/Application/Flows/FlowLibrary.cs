using WhatsAppSupport.Application.Texts;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Flows;

namespace WhatsAppSupport.Application.Flows;

/// <summary>
/// The flows that run in this process, and those that conversations still stand in. Whoever lets the engine decide opens it here first: what the
/// conversation's place needs is then at hand, and the engine asks nobody.
/// </summary>
public sealed class FlowLibrary(OlderFlows older)
{
    private RunningFlows? running;

    /// <summary>One look at one reference: whoever has taken it goes on with it, whatever is published meanwhile.</summary>
    public RunningFlows Running => Volatile.Read(ref running) ?? throw new InvalidOperationException("Flows are asked for before any were read.");

    /// <summary>False only while the program starts.</summary>
    public bool IsOpen => Volatile.Read(ref running) is not null;

    /// <summary>An engine with which a conversation goes on from where it stands. Only a place in what does not run any more costs a look into the database.</summary>
    public ValueTask<FlowEngine> OpenAsync(FlowPosition? position, CancellationToken cancellationToken)
    {
        var now = Running;
        return position is null || FlowVersion.Of(position).All(now.Flows.Holds)
            ? new ValueTask<FlowEngine>(now.Engine)
            : new ValueTask<FlowEngine>(OpenOlderAsync(now, position, cancellationToken));
    }

    /// <summary>From now on these run; what ran before stays at hand for those who are in the middle of it.</summary>
    public void Run(RunningFlows flows)
    {
        if (Interlocked.Exchange(ref running, flows) is { } before && before.Set != flows.Set)
        {
            older.Keep(before.Set, before.Flows);
        }
    }

    private async Task<FlowEngine> OpenOlderAsync(RunningFlows now, FlowPosition position, CancellationToken cancellationToken)
    {
        var others = new List<FlowSet>();
        foreach (var version in FlowVersion.Of(position).Where(version => !now.Flows.Holds(version)))
        {
            if (await older.FindAsync(version, cancellationToken) is { } set && !others.Contains(set))
            {
                others.Add(set);
            }
        }

        return others.Count == 0 ? now.Engine : new FlowEngine(now.Flows.Beside(others));
    }
}

/// <summary>The program's own texts that come with the flows that run.</summary>
internal sealed class RunningTexts(FlowLibrary flows) : ISystemTexts
{
    public string Get(SystemText text, string language) => flows.Running.Texts.Get(text, language);
}
