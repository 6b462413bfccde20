namespace WhatsAppSupport.TestServers;

/// <summary>Where delivery reports are posted to, and which.</summary>
/// <param name="TokenHeader">The header that the webhook is told our token in.</param>
public sealed record Msg91StandInReports(Uri Webhook, string TokenHeader, string Token)
{
    /// <summary>One post each, in this order.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = ["sent", "delivered", "read"];

    /// <summary>The reports come before the send request is answered: the other side does not know the ids yet.</summary>
    public bool BeforeAnswer { get; init; }
}
