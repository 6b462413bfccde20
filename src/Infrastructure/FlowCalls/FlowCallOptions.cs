using WhatsAppSupport.Infrastructure.Outgoing;

namespace WhatsAppSupport.Infrastructure.FlowCalls;

/// <summary>Whom flows may ask, and with which secrets.</summary>
public sealed record FlowCallOptions
{
    /// <summary>A shorter secret is not taken out of an answer that repeats it.</summary>
    public const int ShortestSecret = 8;

    /// <summary>Default none: a flow asks nobody.</summary>
    public AllowedHosts Hosts { get; init; } = AllowedHosts.None;

    /// <summary>By the names under which flows know them: <c>FLOW_SECRET_…</c>.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <summary>Before the second try; doubled, with jitter, before each further one. Default 0.5 s.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Nothing of the secrets.</summary>
    public override string ToString() => $"{Hosts}, {Secrets.Count} secrets";
}
