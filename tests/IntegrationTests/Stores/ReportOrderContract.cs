using System.Globalization;
using System.Text;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>
/// Every order of the reports, with repeats, from one to five of them (1,364 orders): one message for each, all moved together.
/// </summary>
public abstract class ReportOrderContract(StoresUnderTest stores) : StoreContract(stores)
{
    private const int Longest = 5;

    /// <summary>Results of one customer's messages are stored one after another.</summary>
    private const int Customers = 50;

    private static readonly DeliveryStatus[] Statuses = [DeliveryStatus.Sent, DeliveryStatus.Delivered, DeliveryStatus.Read, DeliveryStatus.Failed];
    private static readonly DeliveryStatus[][] Orders = [.. Enumerable.Range(1, Longest).SelectMany(OrdersOf)];

    /// <summary>When the provider's answer, and with it the message's id, is stored.</summary>
    public enum Answer
    {
        First,
        InBetween,
        Last,
    }

    [Theory]
    [InlineData(Answer.First, false)]
    [InlineData(Answer.First, true)]
    [InlineData(Answer.InBetween, false)]
    [InlineData(Answer.Last, false)]
    [InlineData(Answer.Last, true)]
    public async Task Every_order_of_the_reports_ends_in_the_highest_state(Answer answer, bool inOneBatch)
    {
        var messages = await SendingAsync();
        for (var step = 0; step <= Longest; step++)
        {
            await AnswerAsync(messages, index => step == WhenAnswered(answer, index));
            await ApplyAsync(inOneBatch
                ? step == (answer == Answer.First ? 0 : Longest - 1) ? All(messages) : []
                : messages.SelectMany((message, index) => Orders[index].Skip(step).Take(1).Select(status => Report(message, status))));
        }

        await AllAreAsExpectedAsync();
    }

    /// <summary>As the pump has it: stored rows, of which those that come before the id are put off, and looked at again when it is stored or in time.</summary>
    [Theory]
    [InlineData(Answer.First, true)]
    [InlineData(Answer.InBetween, true)]
    [InlineData(Answer.InBetween, false)]
    [InlineData(Answer.Last, true)]
    [InlineData(Answer.Last, false)]
    public async Task So_does_every_order_of_reports_that_name_nothing_but_the_providers_id(Answer answer, bool isLookedAtEarly)
    {
        var messages = await SendingAsync();
        var applied = 0;
        for (var step = 0; step <= Longest; step++)
        {
            await AnswerAsync(messages, index => step == WhenAnswered(answer, index));
            await StoreReportsAsync(messages, step);
            applied += await ApplyStoredAsync(putOff: false);
            if (isLookedAtEarly)
            {
                applied += await ApplyStoredAsync(putOff: true);
            }
        }

        Stores.Clock.Advance(isLookedAtEarly ? TimeSpan.Zero : TimeSpan.FromSeconds(300));
        applied += await ApplyStoredAsync(putOff: false);

        applied.ShouldBe(Orders.Sum(order => order.Length));
        await AllAreAsExpectedAsync();
    }

    private static int WhenAnswered(Answer answer, int index) => answer switch
    {
        Answer.First => 0,
        Answer.InBetween => index % (Orders[index].Length + 1),
        _ => Longest,
    };

    private static IEnumerable<DeliveryStatus[]> OrdersOf(int length) => length == 0
        ? [[]]
        : OrdersOf(length - 1).SelectMany(_ => Statuses, (order, status) => order.Append(status).ToArray());

    /// <summary>The provider took the message, and reports say what the order says.</summary>
    private static string Expected(DeliveryStatus[] order)
    {
        var highest = order.Append(DeliveryStatus.Sent).Max();
        return $"{highest} {(highest == DeliveryStatus.Failed ? "(131026)" : "no reason")}, delivered {order.Contains(DeliveryStatus.Delivered)}, "
            + $"read {order.Contains(DeliveryStatus.Read)}, sent True, queued 0";
    }

    private static string Described(IReadOnlyDictionary<string, string?> row) =>
        $"{Enum.Parse<DeliveryStatus>(row["delivery_status"]!, ignoreCase: true)} {row["failure_reason"] ?? "no reason"}, "
        + $"delivered {row["delivered_at"] is not null}, read {row["read_at"] is not null}, sent {row["sent_at"] is not null}, queued {row["is_queued"]}";

    private async Task<Message[]> SendingAsync()
    {
        var talks = new List<StoredTalk>();
        while (talks.Count < Customers)
        {
            talks.Add(await StoredTalk.BegunAsync(Stores));
        }

        await Stores.ExecuteAsync("DELETE FROM messages");
        Message[] messages = [.. Orders.Select((_, index) => Sending(talks[index % Customers], index))];
        await Stores.AddMessagesAsync(messages);
        return messages;
    }

    private static Message Sending(StoredTalk talk, int index) =>
        talk.Message(talk.Customer!, talk.Conversation!, index, Direction.Outbound, "a reply") with { Status = DeliveryStatus.Sending };

    private async Task AnswerAsync(Message[] messages, Func<int, bool> isNow) => await Task.WhenAll(messages
        .Where((_, index) => isNow(index))
        .Select(message => Stores.Outbox.StoreAsync(
            new SendResult(
                message.Id, message.CustomerId, message.CreatedAt, DeliveryStatus.Sent, [$"wamid.{message.Ordinal}"], null, null, 1, Stores.Clock.Now, false),
            CancellationToken.None)));

    private IEnumerable<ReadReport> All(Message[] messages) =>
        messages.SelectMany((message, index) => Orders[index].Select(status => Report(message, status)));

    /// <summary>By the provider's id where it is known in time, else by our own reference.</summary>
    private ReadReport Report(Message message, DeliveryStatus status) => new(
        new StoredReport(0, Stores.Clock.Now, 0, ReadOnlyMemory<byte>.Empty),
        new DeliveryReport
        {
            Reference = message.Id,
            Status = status,
            OccurredAt = Stores.Clock.Now,
            Reason = status == DeliveryStatus.Failed ? "(131026)" : null,
        },
        [Stores.Hashes.OfProviderId($"wamid.{message.Ordinal}")]);

    private async Task StoreReportsAsync(Message[] messages, int step)
    {
        var entries = messages
            .SelectMany((message, index) => Orders[index].Skip(step).Take(1).Select(status => $"{message.Ordinal} {status}"))
            .Select(words => new InboxEntry(
                InboxKind.Report, null, "", Stores.Hashes.OfProviderId($"report {step} {words}"), Stores.Clock.Now, Encoding.UTF8.GetBytes(words)));
        foreach (var batch in entries.Chunk(250))
        {
            await Stores.Inbox.StoreAsync(batch, CancellationToken.None);
        }
    }

    /// <returns>How many found their message.</returns>
    private async Task<int> ApplyStoredAsync(bool putOff)
    {
        var applied = 0;
        var due = await Stores.Reports.ListDueAsync(null, 10_000, putOff, CancellationToken.None);
        foreach (var batch in due.Select(ByIdOnly).Chunk(2_000))
        {
            applied += await Stores.Reports.ApplyAsync(batch, CancellationToken.None);
        }

        return applied;
    }

    private ReadReport ByIdOnly(StoredReport stored)
    {
        var words = Encoding.UTF8.GetString(stored.Body.Span).Split(' ');
        var message = int.Parse(words[0], CultureInfo.InvariantCulture);
        var status = Enum.Parse<DeliveryStatus>(words[1]);
        var content = new DeliveryReport { Status = status, OccurredAt = stored.ReceivedAt, Reason = status == DeliveryStatus.Failed ? "(131026)" : null };
        return new ReadReport(stored, content, [Stores.Hashes.OfProviderId($"wamid.{message}")]);
    }

    private async Task AllAreAsExpectedAsync()
    {
        var rows = await Stores.RowsAsync("SELECT * FROM messages ORDER BY seq");
        rows.Count.ShouldBe(Orders.Length);
        foreach (var (row, order) in rows.Zip(Orders))
        {
            Described(row).ShouldBe(Expected(order), $"after {string.Join(", ", order)}");
        }
    }

    private async Task ApplyAsync(IEnumerable<ReadReport> reports)
    {
        foreach (var batch in reports.Chunk(2_000))
        {
            (await Stores.Reports.ApplyAsync(batch, CancellationToken.None)).ShouldBe(batch.Length);
        }
    }
}

public sealed class ReportOrdersOnSqlite(SqliteStores stores) : ReportOrderContract(stores), IClassFixture<SqliteStores>;

public sealed class ReportOrdersOnPostgres(PostgresStores stores) : ReportOrderContract(stores), IClassFixture<PostgresStores>;
