using System.Net;
using WhatsAppSupport.Domain.Messages;
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
            backend, Flows.All, new Dictionary<string, string?> { ["MSG91_TIMEOUT"] = "10", ["SEND_UNKNOWN_AFTER"] = "1" });
        // Slower than the posts of a slow machine, so that there is work left at the end of them.
        process.StandIns.Msg91.Respond = Msg91StandInAnswer.OkAfter(TimeSpan.FromSeconds(3));
        var customers = Customers.Next(20);
        string[] says = ["count", .. Enumerable.Range(1, Flows.Echoes).Select(number => $"thing {number}")];
        await Task.WhenAll(customers.Select(async customer =>
        {
            foreach (var text in says)
            {
                var receipt = await process.InsistAsync(Shape.Msg91.Text(customer, text, Posting.NewId()));
                (receipt.Accepted + receipt.Duplicates).ShouldBe(1);
            }
        }));

        await process.KillAsync();
        var left = await process.CountAsync("messages WHERE is_queued") + await process.CountAsync("inbox WHERE state = 'pending' AND kind = 'message'");
        left.ShouldBeGreaterThan(0, "it was killed with work left to do, before its turns or after them");
        process.StandIns.Msg91.Respond = Msg91StandInAnswer.Ok;
        await process.StartAsync();
        await process.DrainAsync(Patience);

        string[] expected = ["Begin", .. says[1..].Select(said => $"You said {said}")];
        var stored = await StoredAsync(process);
        foreach (var customer in customers)
        {
            Spoken(stored, customer, Direction.Inbound).Select(message => message.Content).ShouldBe(says);
            Spoken(stored, customer, Direction.Outbound).Select(message => message.Content).ShouldBe(expected);
            WithoutRepeats(process.StandIns.Msg91.SentTo(customer)).ShouldBe(expected);
        }
    }

    [Theory]
    [InlineData(Backend.Laptop)]
    [InlineData(Backend.Production)]
    public async Task Killed_while_agents_write_and_asked_again_with_their_keys_nothing_is_sent_twice_or_lost(Backend backend)
    {
        await using var process = await SupportProcess.StartAsync(
            backend, Flows.All, new Dictionary<string, string?> { ["MSG91_TIMEOUT"] = "1", ["SEND_UNKNOWN_AFTER"] = "1" });
        var conversations = await TakenAsync(process, Customers.Next(10));
        process.StandIns.Msg91.Respond = Msg91StandInAnswer.OkAfter(TimeSpan.FromMilliseconds(100));

        // Killed between commits and answers, and between claims and their results.
        var writing = conversations.Select(one => WriteAsync(process, one)).ToList();
        await Eventually.BecomesTrueAsync(
            async () => await process.CountAsync("messages WHERE author = 'agent'") > 10, Reading.Patience, "they are in the middle of it");
        await process.KillAsync();
        (await process.CountAsync("messages WHERE author = 'agent' AND is_queued")).ShouldBeGreaterThan(0, "it was killed with work left to do");
        await Task.WhenAll(writing);
        await process.StartAsync();
        var repeated = await Task.WhenAll(conversations.Select(one => WriteAsync(process, one)));
        await process.DrainAsync(Patience);

        repeated.ShouldAllBe(accepted => accepted == Says.Length);
        var stored = await StoredAsync(process);
        foreach (var (customer, _) in conversations)
        {
            var answers = Spoken(stored, customer, Direction.Outbound).Where(message => message.Author == Author.Agent).ToList();
            answers.Select(message => message.Content).ShouldBe(Says);
            var sent = process.StandIns.Msg91.SentTo(customer).Select(message => message.CrqId).ToList();
            sent.ShouldBeUnique("what an agent wrote is never sent once more by itself");
            answers.ShouldAllBe(message => message.Status == DeliveryStatus.Sent || message.Status == DeliveryStatus.Unknown);
            sent.Count.ShouldBeGreaterThanOrEqualTo(2 + answers.Count(message => message.Status == DeliveryStatus.Sent));
        }
    }

    private static string[] Says { get; } = [.. Enumerable.Range(1, 6).Select(number => $"answer {number}")];

    /// <summary>Conversations of these customers, each in the hands of whoever has the key of the settings.</summary>
    private static async Task<IReadOnlyList<(string Customer, string Conversation)>> TakenAsync(SupportProcess process, IReadOnlyList<string> customers)
    {
        var taken = new List<(string, string)>();
        foreach (var customer in customers)
        {
            await process.SayAsync(customer, "help");
            await process.RepliesAsync(customer, 2);
            await process.DrainAsync();
            var id = (await process.ConversationAsync(customer))["conversation"]!.AsObject().Word("id")!;
            (await process.AskAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/takeover")).Status.ShouldBe(HttpStatusCode.OK);
            taken.Add((customer, id));
        }

        return taken;
    }

    /// <summary>All that there is to say, one after another, each under a key of its own; what was not answered in time is asked for again.</summary>
    /// <returns>How many were accepted before the process was gone.</returns>
    private static async Task<int> WriteAsync(SupportProcess process, (string Customer, string Conversation) one)
    {
        var me = new Person(process, "api-key", SupportService.AdminKey, Guid.Empty);
        for (var accepted = 0; accepted < Says.Length;)
        {
            try
            {
                var answer = await me.ReplyAsync(one.Conversation, Says[accepted], $"{one.Conversation}.{accepted}");
                answer.Status.ShouldBeOneOf(HttpStatusCode.Accepted, HttpStatusCode.ServiceUnavailable);
                accepted += answer.Status == HttpStatusCode.Accepted ? 1 : 0;
            }
            catch (HttpRequestException)
            {
                return accepted;
            }
        }

        return Says.Length;
    }

    private static async Task<IReadOnlyList<OpenedMessage>> StoredAsync(SupportProcess process)
    {
        await using var rows = await OpenedRows.OfAsync(process.Environment);
        return await rows.MessagesAsync();
    }

    /// <summary>What stands in their conversation, in its order.</summary>
    private static IEnumerable<Message> Spoken(IReadOnlyList<OpenedMessage> stored, string customer, Direction direction) =>
        stored.Where(row => row.IsWith(customer)).Select(row => row.Message).Where(message => message.Direction == direction).OrderBy(message => message.Ordinal);

    /// <summary>What was on its way when the process died is perhaps sent: a bot's reply may come once more, never out of its turn.</summary>
    private static IEnumerable<string> WithoutRepeats(IReadOnlyList<Msg91StandInSent> sent) =>
        sent.Where((message, index) => index == 0 || sent[index - 1].CrqId != message.CrqId).Select(message => message.Text);
}
