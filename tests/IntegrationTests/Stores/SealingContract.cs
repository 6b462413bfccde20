using Microsoft.Extensions.Logging.Abstractions;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Customers;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Persistence;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>What is stored while there are keys: sealed in its row, whole for who reads it, and never taken for something else.</summary>
public abstract class SealingContract(StoresUnderTest stores) : StoreContract(stores)
{
    /// <summary>In no other test: what is found anywhere of it was not sealed.</summary>
    private static readonly string[] Canaries = ["Canary-Asha", "नीलकण्ठ", "canary hello", "canary answer", "Canary button", "canary description", "canary section", "canary opener", "canary-variable", "canary-note", "wamid.CANARY", "canary.example"];

    [Fact]
    public async Task Nothing_that_was_said_or_told_stands_in_a_row_in_clear()
    {
        var talk = await ToldAsync();

        await NothingIsInClearAsync(talk);
    }

    [Fact]
    public async Task Everything_comes_back_as_it_was()
    {
        var talk = await ToldAsync();

        var known = (await Stores.Get<IKnownCustomers>().FindAsync(talk.Sender, StoresUnderTest.OurNumber, CancellationToken.None))!;
        var messages = await MessagesAsync(talk);

        known.Customer.ShouldBe(talk.Customer);
        known.Conversation.ShouldBe(talk.Conversation);
        messages.Select(message => message.Content).ShouldBe(["canary hello", "canary answer"]);
        messages[1].Options.ShouldBe([new ReplyOption("yes", "Canary button", "canary description", "canary section")]);
        messages[1].Media.ShouldBe("""{"listButton":"canary opener"}""");
    }

    [Fact]
    public async Task A_message_is_opened_before_it_leaves()
    {
        var talk = await ToldAsync();

        var claimed = (await Stores.Outbox.ClaimDueAsync(null, 10, CancellationToken.None)).ShouldHaveSingleItem();

        (claimed.Message.To, claimed.Message.Text).ShouldBe((talk.Phone.Digits, "canary answer"));
        claimed.Message.Said.Options.ShouldBe([new ReplyOption("yes", "Canary button", "canary description", "canary section")]);
        claimed.Message.Said.ListButton.ShouldBe("canary opener");
    }

    /// <summary>A process that has no key at hand: what it took must not be lost for want of one.</summary>
    [Fact]
    public async Task What_is_claimed_opens_although_nothing_more_can_be_read()
    {
        var talk = await ToldAsync();
        using var keys = new CustomerKeys(Stores.Get<SealingRing>(), new NoContexts(), Stores.Get<Database>(), NullLogger<CustomerKeys>.Instance);
        var outbox = new OutboxStore(Stores.Get<Database>(), new Vault(keys, NullLogger<Vault>.Instance), Stores.Get<ISendResults>(), Stores.Clock);

        var claimed = (await outbox.ClaimDueAsync(null, 10, CancellationToken.None)).ShouldHaveSingleItem();

        (claimed.Message.To, claimed.Message.Text).ShouldBe((talk.Phone.Digits, "canary answer"));
    }

    [Fact]
    public async Task Moved_to_another_row_or_column_a_value_is_unreadable_and_the_rest_still_shows()
    {
        var (one, other) = (await ToldAsync(), await ToldAsync());
        var stolen = await StoredAsync("content", other);
        await Stores.ExecuteAsync("UPDATE messages SET content = @stolen WHERE conversation_id = @id AND ordinal = 1", ("@stolen", stolen), ("@id", one.Conversation!.Id.Value));
        await Stores.ExecuteAsync("UPDATE messages SET media = content, content = media WHERE conversation_id = @id AND ordinal = 1", ("@id", other.Conversation!.Id.Value));

        (await MessagesAsync(one)).Select(message => message.Content).ShouldBe([Vault.Unreadable, "canary answer"]);
        (await MessagesAsync(other)).Select(message => (message.Content, message.Media)).ShouldBe([(Vault.Unreadable, Vault.Unreadable), ("canary answer", """{"listButton":"canary opener"}""")]);
    }

    [Fact]
    public async Task What_was_changed_is_not_sent_but_fails_and_holds_up_nobody()
    {
        var talk = await ToldAsync();
        await Stores.ExecuteAsync(
            "UPDATE messages SET content = @nonsense WHERE conversation_id = @id AND ordinal = 2", ("@nonsense", "\u0001sAAAA"), ("@id", talk.Conversation!.Id.Value));

        var claimed = (await Stores.Outbox.ClaimDueAsync(null, 10, CancellationToken.None)).ShouldHaveSingleItem();

        (claimed.Message.IsReadable, claimed.Message.Text).ShouldBe((false, ""));
    }

    [Fact]
    public async Task A_customer_that_cannot_be_read_stops_their_own_turn_and_no_list()
    {
        var (broken, whole) = (await ToldAsync(), await ToldAsync());
        await Stores.ExecuteAsync("UPDATE customers SET name = @nonsense WHERE id = @id", ("@nonsense", "\u0001sAAAA"), ("@id", broken.Customer!.Id.Value));

        var unreadable = await Should.ThrowAsync<UnreadableValueException>(
            async () => await Stores.Get<IKnownCustomers>().FindAsync(broken.Sender, StoresUnderTest.OurNumber, CancellationToken.None));

        unreadable.Row.ShouldBe(broken.Customer.Id.Value);
        var listed = await Stores.Get<ICustomers>().ListAsync(null, 10, CancellationToken.None);
        listed.Select(customer => customer.Name).ShouldBe([Vault.Unreadable, whole.Customer!.Name], ignoreOrder: true);
    }

    [Fact]
    public async Task People_are_told_in_clear_why_somebody_waits_for_them()
    {
        var talk = await ToldAsync();
        await Stores.ExecuteAsync(
            "UPDATE conversations SET status = 'escalated', escalated_at = @now WHERE id = @id", ("@now", Stores.Clock.Now), ("@id", talk.Conversation!.Id.Value));

        var pending = (await Stores.Escalations.ListToNotifyAsync(10, CancellationToken.None)).ShouldHaveSingleItem();

        (pending.Notice.Conversation, pending.Notice.Reason).ShouldBe((talk.Conversation.Id, "canary-note"));
    }

    /// <summary>A body belongs to the row that it came in; another process opens it.</summary>
    [Fact]
    public async Task A_posted_body_opens_in_its_own_row_only()
    {
        var (one, other) = (new StoredTalk(Stores), new StoredTalk(Stores));
        var entries = new[] { one.Entry() with { Body = "canary hello"u8.ToArray() }, other.Entry() with { Body = "canary other"u8.ToArray() } };
        await Stores.Inbox.StoreAsync(entries, CancellationToken.None);
        await NothingIsInClearAsync(one);

        (await Stores.Inbox.FindOldestPendingAsync(one.Lane, CancellationToken.None))!.Body.ToArray().ShouldBe("canary hello"u8.ToArray());
        await Stores.ExecuteAsync(
            "UPDATE inbox SET body = (SELECT i.body FROM inbox i WHERE i.customer_hash = @other) WHERE customer_hash = @one", ("@other", other.Lane.Value), ("@one", one.Lane.Value));

        (await Stores.Inbox.FindOldestPendingAsync(one.Lane, CancellationToken.None))!.Body.IsEmpty.ShouldBeTrue();
        (await Stores.Inbox.FindOldestPendingAsync(other.Lane, CancellationToken.None))!.Body.ToArray().ShouldBe("canary other"u8.ToArray());
    }

    [Fact]
    public async Task Who_was_stored_in_clear_is_read_and_goes_on_sealed()
    {
        var talk = await ToldAsync();
        await Stores.ExecuteAsync(
            "UPDATE customers SET data_key = NULL, name = 'Old name', phone_number = @phone, metadata = NULL WHERE id = @id", ("@phone", talk.Phone.Digits), ("@id", talk.Customer!.Id.Value));
        await Stores.ExecuteAsync("UPDATE conversations SET flow_state = '{}', escalation_reason = NULL WHERE customer_id = @id", ("@id", talk.Customer.Id.Value));
        Stores.Get<CustomerKeys>().Forget(talk.Customer.Id);
        var known = (await Stores.Get<IKnownCustomers>().FindAsync(talk.Sender, StoresUnderTest.OurNumber, CancellationToken.None))!;
        known.Customer.Name.ShouldBe("Old name");
        (talk.Customer, talk.Conversation) = (known.Customer, known.Conversation);

        (await talk.TurnAsync("canary answer")).Committed.ShouldBeTrue();

        await NothingIsInClearAsync(talk, skipsPhone: true);
        (await MessagesAsync(talk)).Select(message => message.Content).Last().ShouldBe("canary answer");
    }

    private async Task<StoredTalk> ToldAsync()
    {
        var talk = new StoredTalk(Stores);
        var turn = talk.Answer(await talk.WriteAsync(), "canary answer");
        var conversation = turn.Conversation with
        {
            Flow = turn.Conversation.Flow! with { State = """{"name":"canary-variable"}""" },
            EscalationReason = "canary-note",
        };
        Message[] messages =
        [
            turn.Messages[0] with { Content = "canary hello", ProviderMessageId = "wamid.CANARY", Media = """{"url":"https://canary.example/x"}""" },
            turn.Messages[1] with
            {
                Options = [new ReplyOption("yes", "Canary button", "canary description", "canary section")],
                Media = """{"listButton":"canary opener"}""",
                Type = MessageType.Interactive,
            },
        ];
        var customer = turn.Customer with { Name = "Canary-Asha नीलकण्ठ" };
        (await talk.CommitAsync(turn with { Customer = customer, Conversation = conversation, Messages = messages })).Committed.ShouldBeTrue();
        return talk;
    }

    private async Task NothingIsInClearAsync(StoredTalk talk, bool skipsPhone = false)
    {
        var dump = await Stores.DumpAsync();
        dump.ShouldNotContain(Convert.ToHexString("canary"u8), Case.Sensitive);
        foreach (var canary in skipsPhone ? Canaries : [.. Canaries, talk.Phone.Digits])
        {
            dump.ShouldNotContain(canary, Case.Sensitive);
        }
    }

    private async Task<string?> StoredAsync(string column, StoredTalk talk) =>
        (await Stores.RowsAsync($"SELECT {column} FROM messages WHERE conversation_id = @id AND ordinal = 1", ("@id", talk.Conversation!.Id.Value))).Single()[column];

    private async Task<IReadOnlyList<MessageView>> MessagesAsync(StoredTalk talk) =>
        [.. (await Stores.Get<IConversationReads>().ListMessagesAsync(talk.Conversation!.Id, new MessageRange(null, 0, 10), CancellationToken.None))!];

    private sealed class NoContexts : IContextFactory
    {
        public SupportContext Create() => throw new InvalidOperationException("The database was asked once more.");
    }
}

public sealed class SealingOnSqlite(SealedSqliteStores stores) : SealingContract(stores), IClassFixture<SealedSqliteStores>;

public sealed class SealingOnPostgres(SealedPostgresStores stores) : SealingContract(stores), IClassFixture<SealedPostgresStores>;

public sealed class SealedSqliteStores : SqliteStores
{
    protected override KeyRing Ring => Rings.Test;
}

public sealed class SealedPostgresStores : PostgresStores
{
    protected override KeyRing Ring => Rings.Test;
}
