using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Failures;

/// <summary>Promise 1: what was answered 200 is never lost, not by <c>kill -9</c>.</summary>
public sealed class KilledProcessTests
{
    /// <summary>A claim whose process died is held to be perhaps sent only when its request must have timed out.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Theory]
    [InlineData(Backend.Laptop)]
    [InlineData(Backend.Production)]
    public async Task Killed_in_the_middle_of_a_flow_the_customer_goes_on_where_they_were(Backend backend)
    {
        await using var process = await SupportProcess.StartAsync(backend, Flows.All);
        var customer = Customers.Next();
        await process.SayAsync(customer, "help");
        await process.RepliesAsync(customer, 2);
        await process.DrainAsync();

        await process.KillAsync();
        await process.StartAsync();
        await process.SayAsync(customer, "Asha");
        await process.SayAsync(customer, "refund");

        (await process.TextsAsync(customer, 4))[2..].ShouldBe(["Thanks Asha, what is it about?", "Refunds take 5 days."]);
    }

    [Theory]
    [InlineData(Backend.Laptop)]
    [InlineData(Backend.Production)]
    public async Task Killed_directly_after_many_200s_each_message_is_handled_exactly_once(Backend backend)
    {
        await using var process = await SupportProcess.StartAsync(
            backend, Flows.All, new Dictionary<string, string?> { ["MSG91_TIMEOUT"] = "1", ["SEND_UNKNOWN_AFTER"] = "1" });
        process.StandIns.Msg91.Respond = Msg91StandInAnswer.OkAfter(TimeSpan.FromMilliseconds(100));
        var customers = Customers.Next(20);
        string[] says = ["count", .. Enumerable.Range(1, Flows.Echoes).Select(number => $"thing {number}")];
        await Task.WhenAll(customers.Select(async customer =>
        {
            foreach (var text in says)
            {
                (await process.AcceptAsync(Shape.Msg91.Text(customer, text, Posting.NewId()))).Accepted.ShouldBe(1);
            }
        }));

        await process.KillAsync();
        (await process.CountAsync("messages WHERE is_queued")).ShouldBeGreaterThan(0, "it was killed with work left to do");
        await process.StartAsync();
        await process.DrainAsync(Patience);

        string[] expected = ["Begin", .. says[1..].Select(said => $"You said {said}")];
        foreach (var customer in customers)
        {
            (await process.ListAsync<string>(Spoken(customer, "inbound"))).ShouldBe(says);
            (await process.ListAsync<string>(Spoken(customer, "outbound"))).ShouldBe(expected);
            WithoutRepeats(process.StandIns.Msg91.SentTo(customer)).ShouldBe(expected);
        }
    }

    private static string Spoken(string customer, string direction) =>
        $"SELECT content FROM messages WHERE '{customer}' IN (sender_number, recipient_number) AND direction = '{direction}' ORDER BY ordinal";

    /// <summary>What was on its way when the process died is perhaps sent: a bot's reply may come once more, never out of its turn.</summary>
    private static IEnumerable<string> WithoutRepeats(IReadOnlyList<Msg91StandInSent> sent) =>
        sent.Where((message, index) => index == 0 || sent[index - 1].CrqId != message.CrqId).Select(message => message.Text);
}
