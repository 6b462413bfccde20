namespace WhatsAppSupport.IntegrationTests.Crash.Verdict;

/// <summary>Promises 1 to 3, inbound: what was answered 200 is handled once, in the order of the 200s.</summary>
internal static class InboundVerdict
{
    public static IEnumerable<string> Find(Aftermath after)
    {
        foreach (var (state, count) in after.Inbox.Where(rows => !rows.Key.EndsWith(" done", StringComparison.Ordinal)))
        {
            yield return $"{count} rows of the inbox are left as '{state}'";
        }

        foreach (var message in after.Said.Where(message => message.TimesAccepted > 1))
        {
            yield return $"message {message.Id} was told {message.TimesAccepted} times that it is new";
        }

        var stored = after.Inbound.ToLookup(row => row.Customer, row => row.ProviderId);
        foreach (var customer in after.Customers)
        {
            var said = customer.Said.Select(message => message.Id).ToList();
            if (!stored[customer.Phone].SequenceEqual(said))
            {
                yield return $"a customer said {said.Count} things, and {Difference(said, [.. stored[customer.Phone]])}";
            }
        }
    }

    private static string Difference(List<string> said, List<string> stored) =>
        said.Except(stored).Any() ? $"{string.Join(", ", said.Except(stored))} had no effect"
        : stored.Count > said.Count ? $"{string.Join(", ", stored.CountBy(id => id).Where(id => id.Value > 1).Select(id => id.Key))} had several effects"
        : $"they were handled out of order: {string.Join(", ", stored.Select(id => said.IndexOf(id)))}";
}
