using WhatsAppSupport.IntegrationTests.Crash.Crowd;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Crash.Verdict;

/// <summary>Promises 1 to 3, outbound: each customer's replies are complete and leave in order.</summary>
internal static class ReplyVerdict
{
    /// <summary>
    /// A message whose two attempts both came to nothing without a word: it was given up, as it must be, is shown as unknown, and may be
    /// missing at the provider.
    /// </summary>
    public static bool IsGivenUp(OutboundRow row) => row is { Status: "unknown", IsQueued: false, Repeats: 1 };

    public static IEnumerable<string> Find(Aftermath after)
    {
        var written = after.Outbound.ToLookup(row => row.Customer);
        var sent = after.Exchanges.Where(exchange => exchange.Taken is not null).OrderBy(exchange => exchange.Taken!.Order).ToLookup(exchange => exchange.Taken!.To);
        foreach (var customer in after.Customers)
        {
            foreach (var wrong in Find(after, customer, [.. written[customer.Phone]], [.. sent[customer.Phone]]))
            {
                yield return wrong;
            }
        }
    }

    private static IEnumerable<string> Find(Aftermath after, CrashCustomer customer, List<OutboundRow> written, List<Msg91StandInExchange> sent)
    {
        var expected = customer.Expected.ToList();
        if (!written.Select(row => row.Text).SequenceEqual(expected))
        {
            yield return $"the replies to a customer were to be {expected.Count} and are {written.Count}: {FirstDifference(expected, [.. written.Select(row => row.Text)])}";
            yield break;
        }

        var references = sent.Select(exchange => exchange.Taken!.CrqId).Distinct().ToList();
        var owed = written.Where(row => references.Contains(row.Reference) || !IsGivenUp(row)).Select(row => row.Reference).ToList();
        if (!references.SequenceEqual(owed))
        {
            yield return $"of the replies to a customer {owed.Count} had to be sent and {references.Count} were: {FirstDifference(owed, references!)}";
        }

        foreach (var late in sent.Where((exchange, index) => IsOutOfTurn(sent, index) && !WasFrozen(after, exchange) && !WasJustReported(after, exchange)))
        {
            yield return $"message {late.Taken!.CrqId} was sent again after later ones had been sent";
        }
    }

    private static bool IsOutOfTurn(List<Msg91StandInExchange> sent, int index) =>
        index > 0 && sent[index].Taken!.CrqId != sent[index - 1].Taken!.CrqId && sent.Take(index).Any(earlier => earlier.Taken!.CrqId == sent[index].Taken!.CrqId);

    /// <summary>Whoever stood still between its last look at the claim and the first byte may be late once.</summary>
    private static bool WasFrozen(Aftermath after, Msg91StandInExchange exchange) =>
        !after.Chronicle.IsCalm(exchange.At - TimeSpan.FromSeconds(1), exchange.At, exchange.Key);

    /// <summary>A report that comes while the repeat is on its way settles the message and lets the next one go: the repeat may arrive behind it.</summary>
    private static bool WasJustReported(Aftermath after, Msg91StandInExchange exchange) =>
        after.ReportsOf[exchange.Taken!.CrqId ?? ""].Any(report => (exchange.At - report.AcceptedAt).Duration() < EvidenceVerdict.TimeToStore);

    private static string FirstDifference(List<string> expected, List<string> actual)
    {
        var index = expected.Zip(actual).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"at {index} instead of '{expected.ElementAtOrDefault(index)}' there is '{actual.ElementAtOrDefault(index)}'";
    }
}
