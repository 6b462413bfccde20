using System.Collections.Frozen;
using WhatsAppSupport.Application.Texts;
using WhatsAppSupport.Domain.Flows;

namespace WhatsAppSupport.Application.Flows;

/// <summary>What runs in this process: all of it is replaced at once, and nothing of it changes.</summary>
public sealed class RunningFlows
{
    private readonly FrozenDictionary<string, FlowText> files;

    /// <param name="files">What the flows were read from.</param>
    /// <param name="set">Under which number they are kept.</param>
    /// <param name="publication">The decision by which they run; null where nobody has ever decided, and files run.</param>
    public RunningFlows(FlowSet flows, ISystemTexts texts, IReadOnlyList<FlowText> files, long set, Publication? publication)
    {
        (Flows, Texts, Set, Publication, Engine) = (flows, texts, set, publication, new FlowEngine(flows));
        this.files = files.Where(file => file.FlowId is not null).ToFrozenDictionary(file => file.FlowId!, StringComparer.Ordinal);
    }

    public FlowSet Flows { get; }

    public FlowEngine Engine { get; }

    public ISystemTexts Texts { get; }

    public long Set { get; }

    public Publication? Publication { get; }

    public FlowSource Source => Publication?.Set is null ? FlowSource.Files : FlowSource.Published;

    /// <summary>What this flow was made from.</summary>
    public FlowText FileOf(Flow flow) => files[flow.Id];
}

/// <summary>Where the flows that run come from.</summary>
public enum FlowSource
{
    /// <summary>The folder beside each process, as it was when it was read.</summary>
    Files,

    /// <summary>What somebody has published, the same in all processes.</summary>
    Published,
}
