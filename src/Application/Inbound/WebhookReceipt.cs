using System.Text.Json.Serialization;

namespace WhatsAppSupport.Application.Inbound;

/// <summary>What became of what was posted.</summary>
/// <param name="Accepted">Messages that are now stored and will be handled.</param>
/// <param name="Duplicates">Messages that were there already.</param>
/// <param name="Reports">Delivery reports stored.</param>
/// <param name="Quarantined">What could not be read: kept as it came, for a person to look at.</param>
/// <param name="Errors">For each quarantined one: which field, what is wrong, what a right value looks like.</param>
public sealed record WebhookReceipt(int Accepted, int Duplicates, int Reports, int Quarantined, IReadOnlyList<string> Errors)
{
    /// <summary>For each event that was a test (<c>dryRun</c>, masked digits): what was in it. Nothing of it is stored. Left out where there was none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<EventReview>? Tests { get; init; }
}
