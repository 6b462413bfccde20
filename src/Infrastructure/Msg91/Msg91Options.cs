namespace WhatsAppSupport.Infrastructure.Msg91;

/// <summary>How MSG91 is reached, and how fast.</summary>
public sealed record Msg91Options
{
    public const string SandboxNumber = "910000000000";

    /// <summary>Null: the sandbox, where nothing leaves the machine.</summary>
    public string? AuthKey { get; init; }

    /// <summary>Our WhatsApp number, digits: the sender where a body does not name the number that was written to.</summary>
    public string IntegratedNumber { get; init; } = SandboxNumber;

    /// <summary>Without a slash at the end.</summary>
    public Uri BaseUrl { get; init; } = new("https://control.msg91.com/api/v5");

    /// <summary>How long one request may take. Default 10 s; 1 to 60.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a perhaps-sent message waits for evidence. Default 30 s; 1 to 3,600.</summary>
    public TimeSpan UnknownAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Messages a second to all customers together. Default 80 (Meta's throughput of one number); 0 = no limit.</summary>
    public int MessagesPerSecond { get; init; } = 80;

    /// <summary>Seconds between messages to one customer once the burst is used up. Default 6 (Meta's pair rate); 0 = no limit.</summary>
    public double PairSeconds { get; init; } = 6;

    /// <summary>Messages that one customer may get at once. Default 45; 0 = no limit.</summary>
    public int PairBurst { get; init; } = 45;

    /// <summary>How pictures, documents, sounds, films and places are named in a request. Default flat.</summary>
    public MediaBody MediaBody { get; init; }

    public bool IsSandbox => AuthKey is null;
}
