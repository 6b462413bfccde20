using WhatsAppSupport.Application.Retention;

namespace WhatsAppSupport.Application;

/// <summary>What the use cases need to know of the settings.</summary>
public sealed record SupportOptions
{
    /// <summary>Our WhatsApp number, digits: what a body without one was written to, and never a customer.</summary>
    public required string IntegratedNumber { get; init; }

    /// <summary>Messages a minute that one customer is answered. Default 20; 0 = no limit.</summary>
    public int CustomerMessagesPerMinute { get; init; } = 20;

    /// <summary>How long a customer waits for a person before the bot comes back. Default 30 minutes.</summary>
    public TimeSpan EscalationTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a perhaps-sent message waits for evidence. Default 30 s.</summary>
    public TimeSpan SendUnknownAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one request to the provider may take. Default 10 s.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Messages a second to all customers together. Default 80; 0 = no limit.</summary>
    public int MessagesPerSecond { get; init; } = 80;

    /// <summary>Seconds between messages to one customer once the burst is used up. Default 6; 0 = no limit.</summary>
    public double PairSeconds { get; init; } = 6;

    /// <summary>Messages that one customer may get at once. Default 45; 0 = no limit.</summary>
    public int PairBurst { get; init; } = 45;

    /// <summary>Who hears of it when no flow named a department.</summary>
    public string DefaultDepartment { get; init; } = "support";

    /// <summary>A new customer's language until we know better.</summary>
    public string DefaultLanguage { get; init; } = "en";

    /// <summary>Whether files of flows are looked at for changes while they run, for whoever writes them. Default: they are read at the start.</summary>
    public bool FollowsFlowFiles { get; init; }

    /// <summary>Whether somebody wants traces. Default: nobody does, and there are none.</summary>
    public bool IsTraced { get; init; }

    /// <summary>How long everything is kept.</summary>
    public RetentionLimits Retention { get; init; } = new();
}
