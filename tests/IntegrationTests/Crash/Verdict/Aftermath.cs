using WhatsAppSupport.IntegrationTests.Crash.Crowd;
using WhatsAppSupport.IntegrationTests.Crash.Faults;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Crash.Verdict;

/// <summary>All that is known when everything has settled: what was said, what is stored, what was sent, what was told, what was away.</summary>
internal sealed class Aftermath
{
    public required IReadOnlyList<CrashCustomer> Customers { get; init; }

    public required IReadOnlyList<Msg91StandInExchange> Exchanges { get; init; }

    public required IReadOnlyCollection<Reported> Reports { get; init; }

    public required Chronicle Chronicle { get; init; }

    public required IReadOnlyList<InboundRow> Inbound { get; init; }

    public required IReadOnlyList<OutboundRow> Outbound { get; init; }

    public required IReadOnlyDictionary<string, long> Inbox { get; init; }

    /// <summary>Statuses that went back, as sentences.</summary>
    public required IReadOnlyList<string> WentBack { get; init; }

    /// <summary>What was taken of each message, oldest first.</summary>
    public ILookup<string, Msg91StandInExchange> TakenOf => field ??= Exchanges
        .Where(exchange => exchange.Taken is not null)
        .OrderBy(exchange => exchange.Taken!.Order)
        .ToLookup(exchange => exchange.Taken!.CrqId ?? "");

    public ILookup<string, Reported> ReportsOf => field ??= Reports.ToLookup(report => report.Reference);

    public IEnumerable<Said> Said => Customers.SelectMany(customer => customer.Said);

    /// <summary>Everything that is wrong, one sentence each.</summary>
    public IReadOnlyList<string> Violations() =>
    [
        .. InboundVerdict.Find(this),
        .. ReplyVerdict.Find(this),
        .. EvidenceVerdict.Find(this),
        .. StatusVerdict.Find(this),
        .. SilenceVerdict.Find(this),
    ];
}
