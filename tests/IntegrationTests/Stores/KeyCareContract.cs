using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Customers;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Erasure;
using WhatsAppSupport.Application.Errands;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>Keys are lost, wrong, replaced, or came late: on a database of which each test makes its own.</summary>
public abstract class KeyCareContract<TStores> : IAsyncLifetime
    where TStores : StoresUnderTest, IRinged, new()
{
    private static readonly RingKey Old = Rings.Key("old", 1);
    private static readonly RingKey New = Rings.Key("new", 2);

    private readonly TStores stores = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await stores.DisposeAsync();

    [Theory]
    [InlineData("lost", "has no key 'old'")]
    [InlineData("wrong", "not the one")]
    [InlineData("none", "this database is encrypted, with the key 'old'")]
    public async Task A_lost_or_wrong_key_is_told_before_anything_is_served(string fate, string told)
    {
        await StartAsync(new KeyRing([Old]));

        var refused = await Should.ThrowAsync<EncryptionKeysException>(() => stores.OpenBesideAsync(fate switch
        {
            "lost" => new KeyRing([New]),
            "wrong" => new KeyRing([Rings.Key("old", 3)]),
            _ => null,
        }));

        refused.Message.ShouldContain(told);
    }

    /// <summary>Turns go on with both keys while it runs; it is stopped after its first batch and begun again.</summary>
    [Fact]
    public async Task Keys_are_sealed_anew_under_load_and_after_a_stop_in_the_middle()
    {
        await StartAsync(new KeyRing([Old]));
        var talks = await TalksAsync(250);
        await using var command = await stores.OpenBesideAsync(new KeyRing([New, Old]));
        var rotation = command.GetRequiredService<IKeyRotation>();

        var load = GoOnAsync(talks.Take(60), turns: 2);
        await foreach (var _ in rotation.RotateAsync(CancellationToken.None))
        {
            break;
        }

        (await rotation.CountAsync(CancellationToken.None)).Sealed.Keys.ShouldContain("old");
        await foreach (var _ in rotation.RotateAsync(CancellationToken.None))
        {
        }

        await load;
        var use = await rotation.CountAsync(CancellationToken.None);
        use.Sealed.Keys.ShouldBe(["new"]);
        use.Sealed["new"].ShouldBeGreaterThanOrEqualTo(250 + 1);

        // Whoever comes without the old key reads it all.
        await using var after = await stores.OpenBesideAsync(new KeyRing([New]));
        await AllAreReadableAsync(after, talks);
    }

    /// <summary>An old database in clear, on which the program goes on with keys while it is sealed.</summary>
    [Fact]
    public async Task What_was_stored_in_clear_is_sealed_under_load_and_nothing_is_lost()
    {
        await StartAsync(null);
        var talks = await TalksAsync(60);
        await LeaveErrandsAsync(talks[0]);
        (await stores.DumpAsync()).ShouldContain("hello");
        await stores.RestartAsync(new KeyRing([Old]));
        await using var command = await stores.OpenBesideAsync(new KeyRing([Old]));

        var load = GoOnAsync(talks, turns: 3);
        await SealAllAsync(command);
        await load;
        await SealAllAsync(command);
        await command.GetRequiredService<IClearRows>().TidyAsync(CancellationToken.None);

        var dump = await stores.DumpAsync();
        foreach (var said in new[] { "hello", "an answer", talks[0].Phone.Digits })
        {
            dump.ShouldNotContain(said, Case.Sensitive);
        }

        (await stores.RowsAsync("SELECT name FROM customers")).ShouldAllBe(row => SealedText.IsSealed(row["name"]));
        (await stores.RowsAsync("SELECT text FROM notes UNION ALL SELECT body FROM flow_errands")).ShouldAllBe(row => SealedText.IsSealed(row["text"]));
        var due = (await stores.Get<IErrands>().ListDueAsync(null, [], 10, CancellationToken.None)).ShouldHaveSingleItem();
        (await stores.Get<IErrands>().ClaimAsync(due, stores.Clock.Now, CancellationToken.None))!.Errand!.Prompt.ShouldBe("canary question");
        (await stores.Get<IConversationReads>().FindAsync(talks[0].Conversation!.Id, 1, 1, CancellationToken.None))!.Notes.ShouldHaveSingleItem().Text.ShouldBe("canary note");

        await AllAreReadableAsync(command, talks);
        foreach (var talk in talks)
        {
            var messages = await command.GetRequiredService<IConversationReads>().ListMessagesAsync(talk.Conversation!.Id, new MessageRange(null, 0, 50), CancellationToken.None);
            messages!.Select(message => message.Content).ShouldBe(Enumerable.Repeat(new[] { "hello", "an answer" }, talk == talks[0] ? 5 : 4).SelectMany(pair => pair));
        }
    }

    private async Task LeaveErrandsAsync(StoredTalk talk)
    {
        var turn = talk.Answer(await talk.WriteAsync(), "an answer");
        (await talk.CommitAsync(turn with
        {
            Errand = new FlowErrand(3, "ask", null, "canary question"),
            Notes = [Note.Of(turn.Conversation.Id, "canary note", "support", stores.Clock.Now)!],
        })).Committed.ShouldBeTrue();
    }

    /// <summary>The customers' keys, not their values: read again by a program that has none of them at hand.</summary>
    [Theory]
    [InlineData("turned")]
    [InlineData("cut")]
    [InlineData("another's")]
    [InlineData("renamed")]
    public async Task Whose_key_does_not_open_takes_nobody_else_along(string damage)
    {
        await StartAsync(new KeyRing([Old]));
        var (broken, whole) = (await StoredTalk.BegunAsync(stores), await StoredTalk.BegunAsync(stores));
        await broken.TurnAsync("an answer");
        await whole.TurnAsync("an answer");
        var key = Convert.FromHexString(await KeyOfAsync(damage == "another's" ? whole : broken));
        key[damage switch { "cut" => 0, "renamed" => 1, _ => ^1 }] ^= (byte)(damage switch { "another's" => 0, "renamed" => 1, _ => 0xf0 });
        await stores.ExecuteAsync("UPDATE customers SET data_key = @key WHERE id = @id", ("@key", key), ("@id", broken.Customer!.Id.Value));
        await stores.RestartAsync(new KeyRing([New, Old]));

        var claimed = await stores.Outbox.ClaimDueAsync(null, 10, CancellationToken.None);
        claimed.Select(one => (one.Customer, one.Message.IsReadable)).ShouldBe([(broken.Customer.Id, false), (whole.Customer!.Id, true)], ignoreOrder: true);
        var listed = await stores.Get<ICustomers>().ListAsync(null, 10, CancellationToken.None);
        listed.Select(customer => customer.Name).ShouldBe([Vault.Unreadable, whole.Customer.Name], ignoreOrder: true);
        (await Should.ThrowAsync<UnreadableValueException>(async () => await stores.Get<Vault>().ForWritingAsync(broken.Customer.Id, CancellationToken.None)))
            .Column.ShouldBe("customers.data_key");
        foreach (var one in claimed)
        {
            await stores.Outbox.StoreAsync(
                new SendResult(one.Message.Id, one.Customer, one.ClaimedAt, DeliveryStatus.Failed, [], "unreadable", null, 1, stores.Clock.Now, false), CancellationToken.None);
        }

        (await RotateAsync()).ShouldBe(damage == "renamed" ? "has no key 'nld', with which this database was encrypted" : null, "said when all others are done");

        (await stores.RowsAsync("SELECT failure_reason AS reason FROM messages WHERE direction = 'outbound'")).ShouldAllBe(row => row["reason"] == "unreadable");
        (await stores.Get<IKeyRotation>().CountAsync(CancellationToken.None)).Sealed["new"].ShouldBeGreaterThan(1, "all others were sealed anew");
        (await stores.Get<IErasures>().EraseAsync(broken.Customer.Id, _ => Entry(broken.Customer.Id), CancellationToken.None)).Error.ShouldBeNull();
        await AllAreReadableAsync(await stores.OpenBesideAsync(new KeyRing([New])), [whole]);
    }

    /// <summary>Redis may remember more than a database that was restored.</summary>
    [Fact]
    public async Task A_key_that_came_with_a_session_opens_it_and_is_not_written_with()
    {
        await StartAsync(new KeyRing([Old]));
        var customer = (await TalksAsync(1))[0].Customer!.Id;
        await stores.RestartAsync(new KeyRing([Old]));
        var (keys, other) = (stores.Get<CustomerKeys>(), DataKey.New());

        keys.Unwrap(customer, keys.Wrap(customer, other))!.Bytes.ToArray().ShouldBe(other.Bytes.ToArray());

        (await keys.ForWritingAsync(customer, CancellationToken.None))!.Bytes.ToArray().ShouldNotBe(other.Bytes.ToArray());
    }

    /// <summary>Two processes take the first message of somebody new; the key of the one that comes too late lies nowhere.</summary>
    [Fact]
    public async Task The_key_of_somebody_new_is_known_only_once_it_is_committed()
    {
        await StartAsync(new KeyRing([Old]));
        var talk = new StoredTalk(stores);
        var row = await talk.WriteAsync();
        Turn[] turns = [talk.Answer(row, "an answer"), talk.Answer(row, "an answer")];

        var receipts = await Task.WhenAll(turns.Select(turn => stores.Turns.CommitAsync(turn, false, CancellationToken.None)));

        receipts.Count(receipt => receipt.Committed).ShouldBe(1);
        turns.Select(turn => stores.Get<CustomerKeys>().AtHand(turn.Customer.Id) is not null).ShouldBe(receipts.Select(receipt => receipt.Committed));
    }

    [Fact]
    public async Task Sealed_twice_nothing_changes()
    {
        await StartAsync(new KeyRing([Old]));
        await TalksAsync(3);
        var before = await stores.DumpAsync();

        await using var command = await stores.OpenBesideAsync(new KeyRing([Old]));
        await SealAllAsync(command);

        (await stores.DumpAsync()).ShouldBe(before);
    }

    /// <returns>What it had to say at its end; null: nothing.</returns>
    private async Task<string?> RotateAsync()
    {
        try
        {
            await foreach (var _ in stores.Get<IKeyRotation>().RotateAsync(CancellationToken.None))
            {
            }

            return null;
        }
        catch (RingKeyException missing)
        {
            return missing.Message;
        }
    }

    private static async Task SealAllAsync(ServiceProvider command)
    {
        await foreach (var _ in command.GetRequiredService<IClearRows>().SealAsync(CancellationToken.None))
        {
        }
    }

    private static async Task AllAreReadableAsync(ServiceProvider by, IEnumerable<StoredTalk> talks)
    {
        foreach (var talk in talks)
        {
            var known = (await by.GetRequiredService<IKnownCustomers>().FindAsync(talk.Sender, StoresUnderTest.OurNumber, CancellationToken.None))!;
            known.Customer.ShouldBe(talk.Customer);
            known.Conversation.ShouldBe(talk.Conversation);
        }
    }

    private static AuditEntry Entry(CustomerId customer) => new(Actor.System, "customer.erased", SubjectKind.Customer, $"{customer}", null, null);

    private async Task<string> KeyOfAsync(StoredTalk talk) =>
        (await stores.RowsAsync("SELECT data_key FROM customers WHERE id = @id", ("@id", talk.Customer!.Id.Value))).Single()["data_key"]!;

    private async Task StartAsync(KeyRing? ring)
    {
        stores.Keys = ring;
        await stores.InitializeAsync();
    }

    private async Task<IReadOnlyList<StoredTalk>> TalksAsync(int count)
    {
        var talks = Enumerable.Range(0, count).Select(_ => new StoredTalk(stores)).ToList();
        await GoOnAsync(talks, turns: 1);
        return talks;
    }

    private static async Task GoOnAsync(IEnumerable<StoredTalk> talks, int turns) => await Parallel.ForEachAsync(
        talks,
        new ParallelOptions { MaxDegreeOfParallelism = 8 },
        async (talk, _) =>
        {
            for (var turn = 0; turn < turns; turn++)
            {
                (await talk.TurnAsync("an answer")).Committed.ShouldBeTrue();
            }
        });
}

/// <summary>Stores whose keys a test chooses.</summary>
public interface IRinged
{
    KeyRing? Keys { get; set; }
}

public sealed class RingedSqliteStores : SqliteStores, IRinged
{
    public KeyRing? Keys { get; set; }

    protected override KeyRing? Ring => Keys;
}

public sealed class RingedPostgresStores : PostgresStores, IRinged
{
    public KeyRing? Keys { get; set; }

    protected override KeyRing? Ring => Keys;
}

public sealed class KeyCareOnSqlite : KeyCareContract<RingedSqliteStores>;

public sealed class KeyCareOnPostgres : KeyCareContract<RingedPostgresStores>;
