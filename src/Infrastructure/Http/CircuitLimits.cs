namespace WhatsAppSupport.Infrastructure.Http;

/// <summary>When a circuit opens, and for how long.</summary>
internal sealed record CircuitLimits
{
    /// <summary>What is older is forgotten.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>Fewer requests within the window say nothing. At least 2.</summary>
    public required int LeastRequests { get; init; }

    /// <summary>It opens when this part of them failed; 0 to 1.</summary>
    public required double FailureRatio { get; init; }

    /// <summary>How long it stays open at first; doubled with each probe that fails.</summary>
    public required TimeSpan Break { get; init; }

    public required TimeSpan LongestBreak { get; init; }

    /// <summary>Whether it also stays away for as long as one answer asked for (<c>Retry-After</c>), without waiting for more failures.</summary>
    public bool RestsWhenAsked { get; init; }
}
