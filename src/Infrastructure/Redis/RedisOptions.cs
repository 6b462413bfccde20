namespace WhatsAppSupport.Infrastructure.Redis;

/// <summary>How Redis is reached, and how long it is waited for.</summary>
public sealed record RedisOptions
{
    /// <summary>One server, or several of one cluster.</summary>
    public required IReadOnlyList<RedisHost> Hosts { get; init; }

    public string? Password { get; init; }

    /// <summary>Default: not encrypted.</summary>
    public bool UsesTls { get; init; }

    /// <summary>The numbered database. Default 0, the only one that a cluster has.</summary>
    public int Database { get; init; }

    /// <summary>How long one call may take before it counts as failed. Default 250 ms; the database answers sooner than that.</summary>
    public TimeSpan CallBudget { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long nobody asks again after a failure; then one call tries. Default 1.5 s.</summary>
    public TimeSpan PauseAfterFailure { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Failing for this long, the connection is made anew: after a cluster's fail-over the client does not recover by itself. Default 5 s.</summary>
    public TimeSpan RebuildAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Hosts only: a record would print the password, too.</summary>
    public override string ToString() => string.Join(',', Hosts);
}

/// <summary>A server's name or address, and its port.</summary>
public sealed record RedisHost(string Name, int Port)
{
    public const int DefaultPort = 6379;

    public override string ToString() => $"{Name}:{Port}";
}
