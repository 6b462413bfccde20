using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Delivery;

/// <summary>That a perhaps-sent message was sent, and what became of it.</summary>
public sealed record Evidence(UnsettledMessage Message, LoggedMessage Found) : Personal
{
    /// <summary>How far the provider's clock may be behind ours, and seconds that it leaves off.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(10);

    /// <summary>All that may be evidence, before it is known whose ids are whose.</summary>
    public static IReadOnlyList<Evidence> Candidates(IReadOnlyList<UnsettledMessage> messages, IReadOnlyList<LoggedMessage> log)
    {
        var byCustomer = log.Where(logged => logged.To is not null).ToLookup(logged => logged.To!, StringComparer.Ordinal);
        return [.. messages.SelectMany(message => byCustomer[message.To].Select(logged => new Evidence(message, logged)).Where(MayBeSo))];
    }

    /// <summary>
    /// What is certain among them. Our own reference is; the same text to the same customer is, when nothing else can be meant: one entry that is
    /// nobody else's for one message. What is ambiguous is no evidence.
    /// </summary>
    public static IReadOnlyList<Evidence> Certain(IReadOnlyList<Evidence> candidates, ILookup<string, MessageId> owners)
    {
        var free = candidates.Where(candidate => candidate.IsByReference || candidate.IsNobodyElses(owners)).ToList();
        var claims = free.Where(candidate => !candidate.IsByReference).CountBy(candidate => candidate.Found).ToDictionary();
        return
        [
            .. free.GroupBy(candidate => candidate.Message.Id).Select(group =>
                group.Where(candidate => candidate.IsByReference).OrderBy(candidate => candidate.Found.Status is DeliveryStatus.Failed)
                    .ThenByDescending(candidate => candidate.Found.Status).FirstOrDefault()
                ?? (group.Count() == 1 && claims[group.Single().Found] == 1 ? group.Single() : null)).OfType<Evidence>(),
        ];
    }

    private bool IsByReference => Guid.TryParse(Found.Reference, out var reference) && reference == Message.Id.Value;

    /// <summary>Of this attempt, or of one before it: then the customer has got it all the same. Only that an earlier one failed says nothing of this one.</summary>
    private bool MayBeSo() => Found.Reference is null
        ? IsLaterThanClaim() && (Found.From is null || Found.From == Message.From) && Message.Mark is { } mark && Found.Texts.Contains(mark, StringComparer.Ordinal)
        : IsByReference && (Found.Status is not DeliveryStatus.Failed || IsLaterThanClaim());

    private static bool MayBeSo(Evidence evidence) => evidence.MayBeSo();

    private bool IsLaterThanClaim() => Found.RequestedAt.Any(at => at >= Message.ClaimedAt - Skew);

    /// <summary>Without an id nobody can tell whose it is.</summary>
    private bool IsNobodyElses(ILookup<string, MessageId> owners) =>
        Found.ProviderIds.Count > 0 && Found.ProviderIds.All(id => owners[id].All(owner => owner == Message.Id));
}
