using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Failures.Kills;

/// <summary>What must be true when everything has come to its end, whoever was killed: each timer, each answer and each publish came once.</summary>
internal static class Verdict
{
    /// <returns>Everything that is wrong, one sentence each.</returns>
    public static async Task<IReadOnlyList<string>> FindAsync(Three three, IReadOnlyList<Shopper> shoppers, int versions)
    {
        await using var rows = await OpenedRows.OfAsync(three.First.Environment);
        var stored = (await rows.MessagesAsync()).Where(row => row.Message.Direction == Direction.Outbound).ToLookup(row => row.Message.RecipientNumber, row => row.Message.Content!);
        var orders = three.Shop.Orders.ToLookup(order => order.Target.Split('/')[^1]);
        return
        [
            .. shoppers.SelectMany(shopper => TextsOf(shopper, stored[shopper.Phone], [.. orders[shopper.Phone]])),
            .. three.Api.Received.GroupBy(call => call.Headers["Idempotency-Key"]).Where(calls => calls.Select(call => (call.Target, call.Body)).Distinct().Count() > 1)
                .Select(calls => $"the key {calls.Key} stands for several calls"),
            .. await CountsAsync(three, shoppers, versions),
        ];
    }

    private static IEnumerable<string> TextsOf(Shopper shopper, IEnumerable<string> stored, ShopOrder[] orders)
    {
        var heard = shopper.Heard;
        if (orders.Length != shopper.Rounds * ShopFlows.Calls)
        {
            yield return $"{shopper.Phone} ({shopper.Word}) wanted {shopper.Rounds * ShopFlows.Calls} orders, and the shop has {orders.Length}: {string.Join(", ", orders.Select(order => $"{order.Number} by {order.Key} to {order.Target}"))}";
            yield break;
        }

        var expected = Enumerable.Range(0, shopper.Rounds).SelectMany(round => ShopFlows.Round(
            shopper.Word,
            ShopFlows.VersionOf(heard.ElementAtOrDefault(round * ShopFlows.Replies) ?? ""),
            [.. orders.Skip(round * ShopFlows.Calls).Take(ShopFlows.Calls).Select(order => order.Number)])).ToList();
        if (!heard.SequenceEqual(expected))
        {
            yield return $"{shopper.Phone} heard {string.Join(" | ", heard)} and not {string.Join(" | ", expected)}";
        }

        if (!stored.SequenceEqual(expected))
        {
            yield return $"of {shopper.Phone} is stored {string.Join(" | ", stored)} and not {string.Join(" | ", expected)}";
        }
    }

    private static async Task<IReadOnlyList<string>> CountsAsync(Three three, IReadOnlyList<Shopper> shoppers, int versions)
    {
        (string Rows, long Count)[] expected =
        [
            ("flow_timers", 0),
            ("flow_errands", 0),
            ("conversations WHERE current_flow IS NOT NULL OR status <> 'active' OR is_flagged", 0),
            ("inbox WHERE state <> 'done'", 0),
            ("inbox WHERE kind = 'answer'", shoppers.Sum(shopper => shopper.Rounds * ShopFlows.Calls)),
            ("inbox WHERE kind = 'flowtimer'", shoppers.Sum(shopper => shopper.Rounds * ShopFlows.TimersOf(shopper.Word))),
            ("flow_publications", versions - 1),
            ("audit WHERE action = 'flows.published'", versions - 1),
        ];
        var wrong = new List<string>();
        foreach (var (table, count) in expected)
        {
            if (await three.First.CountAsync(table) is var found && found != count)
            {
                wrong.Add($"{found} {table}, and not {count}");
            }
        }

        return wrong;
    }
}
