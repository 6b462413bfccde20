using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Retention;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>Messages, their conversations and their customers are kept for a time.</summary>
public abstract class RetentionContract(StoresUnderTest stores) : StoreContract(stores)
{
    private static readonly RetentionLimits Limits = new() { Messages = TimeSpan.FromDays(30) };

    private static readonly string[] Tables = ["messages", "provider_references", "conversations", "customers", "inbox"];

    [Fact]
    public async Task What_was_said_long_ago_goes_with_its_conversation_its_customer_and_all_that_led_to_it()
    {
        await Stores.AnsweredAsync();
        await Stores.PassAsync(days: 29.9);
        (await RemoveAsync()).ShouldBeEmpty();

        await Stores.PassAsync(days: 0.2);
        var gone = await RemoveAsync();

        gone.ShouldBe(
            new Dictionary<RetentionKind, int>
            {
                [RetentionKind.Messages] = 3,
                [RetentionKind.References] = 1,
                [RetentionKind.Conversations] = 1,
                [RetentionKind.Customers] = 1,
                [RetentionKind.Inbox] = 2,
            },
            ignoreOrder: true);
        foreach (var table in Tables)
        {
            (await Stores.CountAsync(table)).ShouldBe(0, table);
        }
    }

    [Fact]
    public async Task For_ever_is_for_ever()
    {
        await Stores.AnsweredAsync();
        await Stores.PassAsync(days: 4000);

        (await Stores.RemoveOldAsync(new RetentionLimits())).ShouldBe(new Dictionary<RetentionKind, int> { [RetentionKind.Inbox] = 2 });
    }

    [Fact]
    public async Task Nothing_goes_that_waits_to_leave_or_is_perhaps_under_way()
    {
        DeliveryStatus[] unsettled = [DeliveryStatus.Pending, DeliveryStatus.Sending, DeliveryStatus.Unknown];
        var talk = await StoredTalk.BegunAsync(Stores);
        await talk.TurnAsync([.. unsettled.Select(status => $"{status}")]);
        foreach (var status in unsettled)
        {
            await Stores.ExecuteAsync("UPDATE messages SET delivery_status = @status WHERE content = @text", ("@status", $"{status}".ToLowerInvariant()), ("@text", $"{status}"));
        }

        await Stores.PassAsync(days: 300);
        await RemoveAsync();

        (await talk.MessagesAsync()).Select(message => message["content"]).ShouldBe(unsettled.Select(status => $"{status}"));
        (await Stores.CountAsync("conversations WHERE status = 'completed'")).ShouldBe(1);
        (await Stores.CountAsync("customers")).ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_goes_of_a_conversation_that_goes_on()
    {
        var talk = await Stores.AnsweredAsync();
        Stores.Clock.Advance(TimeSpan.FromDays(300));
        await Stores.AnswerAsync(talk);
        var before = await StoredAsync();

        await RemoveAsync();

        (await StoredAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_conversation_that_was_long_goes_from_its_beginning_on()
    {
        var talk = await Stores.AnsweredAsync();
        Stores.Clock.Advance(TimeSpan.FromDays(20));
        await Stores.AnswerAsync(talk);
        await Stores.PassAsync(days: 20);

        (await RemoveAsync()).ShouldContainKeyAndValue(RetentionKind.Messages, 3);

        (await talk.MessagesAsync()).Select(message => message["ordinal"]).ShouldBe(["4", "5"]);
        (await Stores.CountAsync("provider_references")).ShouldBe(1);
        (await Stores.CountAsync("customers")).ShouldBe(1);
        await Stores.PassAsync(days: 20);
        (await RemoveAsync())[RetentionKind.Customers].ShouldBe(1);
    }

    [Fact]
    public async Task Who_came_back_stays_with_what_was_said_since()
    {
        var talk = await Stores.AnsweredAsync();
        await Stores.PassAsync(days: 20);
        talk.Conversation = null;
        await Stores.AnswerAsync(talk);
        await Stores.PassAsync(days: 20);

        var gone = await RemoveAsync();

        (gone[RetentionKind.Messages], gone[RetentionKind.Conversations], gone.ContainsKey(RetentionKind.Customers)).ShouldBe((3, 1, false));
        (await talk.MessagesAsync()).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("is_active = (1 = 0)", "is_active = (1 = 1)")]
    [InlineData("opted_out_at = created_at", "opted_out_at = NULL")]
    public async Task Who_wants_to_hear_nothing_or_is_to_be_told_nothing_is_known_until_that_is_over(string begins, string ends)
    {
        var talk = await Stores.AnsweredAsync();
        await Stores.PassAsync(days: 20);
        talk.Conversation = null;
        await Stores.AnswerAsync(talk);
        await Stores.ExecuteAsync($"UPDATE customers SET {begins}");
        await Stores.PassAsync(days: 100);

        var gone = await RemoveAsync();

        (gone[RetentionKind.Messages], gone[RetentionKind.Conversations], gone.ContainsKey(RetentionKind.Customers)).ShouldBe((5, 1, false));
        await Stores.ExecuteAsync($"UPDATE customers SET {ends}");
        (await RemoveAsync()).ShouldBe(
            new Dictionary<RetentionKind, int> { [RetentionKind.Conversations] = 1, [RetentionKind.Customers] = 1 }, ignoreOrder: true);
    }

    [Fact]
    public async Task Who_has_written_and_waits_to_be_answered_stays()
    {
        var talk = await Stores.AnsweredAsync();
        await Stores.PassAsync(days: 100);
        var row = await talk.WriteAsync();

        await RemoveAsync();
        talk.Conversation = null;
        var receipt = await talk.CommitAsync(talk.Answer(row, "welcome back"));

        receipt.Committed.ShouldBeTrue();
        (await Stores.CountAsync("customers")).ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_turn_that_was_decided_with_a_customer_who_is_gone_brings_nobody_back(bool beginsConversation)
    {
        var talk = await Stores.AnsweredAsync();
        await Stores.PassAsync(days: 100);
        await RemoveAsync();
        var row = await talk.WriteAsync();
        talk.Conversation = beginsConversation ? null : talk.Conversation;

        (await talk.CommitAsync(talk.Answer(row, "hello again"))).Committed.ShouldBeFalse();

        (await Stores.CountAsync("customers")).ShouldBe(0);
        (await Stores.CountAsync("messages")).ShouldBe(0);
        (talk.Customer, talk.Conversation) = (null, null);
        (await talk.CommitAsync(talk.Answer(row, "hello"))).Committed.ShouldBeTrue();
    }

    [Fact]
    public async Task A_report_of_a_message_that_is_gone_changes_nothing()
    {
        var talk = await Stores.AnsweredAsync();
        var sent = Guid.Parse((await talk.MessagesAsync())[^1]["id"]!);
        await Stores.PassAsync(days: 100);
        await Stores.RemoveOldAsync(Limits, RetentionKind.Messages);
        var before = await StoredAsync();
        var report = new DeliveryReport { Uuid = $"wamid.{sent}", Status = DeliveryStatus.Read };
        var read = new ReadReport(new StoredReport(0, Stores.Clock.Now, 0, ReadOnlyMemory<byte>.Empty), report, [Stores.Hashes.OfProviderId(report.Uuid)]);

        await Stores.Reports.ApplyAsync([read], CancellationToken.None);

        (await StoredAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Who_dies_between_two_pages_leaves_nothing_half_done_and_the_next_round_goes_on()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        await Stores.AddMessagesAsync(Enumerable.Range(0, 1200).Select(
            place => talk.Message(talk.Customer!, talk.Conversation!, place, Direction.Outbound, "a reply") with { Status = DeliveryStatus.Read }));
        await Stores.PassAsync(days: 100);
        var messages = Stores.Get<IEnumerable<IRetained>>().Single(retained => retained.Kind == RetentionKind.Messages);

        await foreach (var page in messages.RemoveAsync(Stores.Clock.Now, CancellationToken.None))
        {
            page.Count.ShouldBe(500);
            break;
        }

        (await talk.MessagesAsync()).Select(left => left["ordinal"]).ShouldBe(Enumerable.Range(501, 701).Select(ordinal => $"{ordinal}"));
        (await Stores.CountAsync("conversations")).ShouldBe(1);
        (await RemoveAsync()).ShouldContainKeyAndValue(RetentionKind.Messages, 701);
        (await Stores.CountAsync("customers")).ShouldBe(0);
    }

    private Task<Dictionary<RetentionKind, int>> RemoveAsync() => Stores.RemoveOldAsync(Limits);

    private async Task<string> StoredAsync() => string.Join('\n', (await Stores.RowsAsync("SELECT * FROM messages ORDER BY seq"))
        .Concat(await Stores.RowsAsync("SELECT * FROM conversations ORDER BY id")).Concat(await Stores.RowsAsync("SELECT * FROM customers ORDER BY id"))
        .Select(row => string.Join(' ', row)));
}

public sealed class RetentionOnSqlite(SqliteStores stores) : RetentionContract(stores), IClassFixture<SqliteStores>;
