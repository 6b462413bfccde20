using System.Globalization;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Interventions;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>A customer who writes and is answered, straight through the stores. A test names only what matters to it.</summary>
public sealed class StoredTalk(StoresUnderTest stores, bool byUserId = false)
{
    private static int customers;

    private readonly string digits = "9198" + Interlocked.Increment(ref customers).ToString("D8", CultureInfo.InvariantCulture);
    private int rows;

    public Customer? Customer { get; set; }

    public Conversation? Conversation { get; set; }

    public PhoneNumber Phone => PhoneNumber.FromStored(digits);

    public string Bsuid => "IN." + digits;

    public LookupHash Lane => byUserId ? stores.Hashes.OfBsuid(Bsuid) : stores.Hashes.OfPhone(Phone);

    public Sender Sender => byUserId ? new Sender(null, null, Bsuid, Lane) : new Sender(Phone, Lane, null, null);

    private DateTimeOffset Now => stores.Clock.Now;

    public static async Task<StoredTalk> BegunAsync(StoresUnderTest stores)
    {
        var talk = new StoredTalk(stores);
        (await talk.TurnAsync()).Committed.ShouldBeTrue();
        return talk;
    }

    public InboxEntry Entry(string? id = null) => new(
        InboxKind.Message, Lane, StoresUnderTest.OurNumber, stores.Hashes.OfProviderId($"{Lane} {id ?? $"{++rows}"}"), Now, "{}"u8.ToArray());

    public async Task<LaneRow> WriteAsync()
    {
        var entry = Entry();
        var stored = await stores.Inbox.StoreAsync([entry], CancellationToken.None);
        return new LaneRow(stored[0].Id!.Value, entry.Kind, Lane, entry.IntegratedNumber, entry.ReceivedAt, entry.Body);
    }

    /// <summary>The turn that answers it; nothing is stored yet.</summary>
    public Turn Answer(LaneRow row, params string[] replies)
    {
        var customer = (Customer ?? NewCustomer()).Heard(Now, "Asha", Now);
        var conversation = Conversation ?? Conversation.Begin(customer, row.IntegratedNumber, 0, Now);
        Message[] messages =
        [
            Message(customer, conversation, 0, Direction.Inbound, "hello"),
            .. replies.Select((text, index) => Message(customer, conversation, index + 1, Direction.Outbound, text)),
        ];
        return new Turn
        {
            Row = row,
            CustomerBefore = Customer,
            Customer = customer,
            ConversationBefore = Conversation,
            Conversation = conversation.Turned(new FlowPosition("support", "v1", "1", "{}"), "support", messages.Length, Now),
            Rate = MessageRate.Begin(Now),
            Messages = messages,
            Kind = "bot",
        };
    }

    public async Task<TurnReceipt> CommitAsync(Turn turn, bool claimFirst = false)
    {
        var receipt = await stores.Turns.CommitAsync(turn, claimFirst, CancellationToken.None);
        if (receipt.Committed)
        {
            (Customer, Conversation) = (turn.Customer, turn.Conversation);
        }

        return receipt;
    }

    /// <summary>Writes, and is answered.</summary>
    public async Task<TurnReceipt> TurnAsync(params string[] replies) => await CommitAsync(Answer(await WriteAsync(), replies));

    public async Task<TurnReceipt> TurnClaimingAsync(params string[] replies) => await CommitAsync(Answer(await WriteAsync(), replies), claimFirst: true);

    /// <summary>What an agent writes, whoever has the conversation.</summary>
    public async Task<MessageId> SayAsAgentAsync(string text)
    {
        var reply = await DecideAsync(before => before.Answered(1, Now), text);
        (await StoreAsync(reply)).ShouldBe(InterventionOutcome.Stored);
        return reply.Messages[0].Id;
    }

    /// <summary>A person takes over.</summary>
    public async Task<LeftByBot> TakeOverAsync(string name = "meera")
    {
        (await StoreAsync(await DecideAsync(before => before.TakeOver(People.Agent(name), Now).Value))).ShouldBe(InterventionOutcome.Stored);
        return await stores.Interventions.ListLeftAsync(Conversation!, CancellationToken.None);
    }

    /// <summary>What somebody decides on the conversation as it is stored now; nothing is stored yet.</summary>
    /// <param name="says">Messages that they write with it.</param>
    public async Task<Intervention> DecideAsync(Func<Conversation, Conversation> decide, params string[] says)
    {
        var found = (await stores.Interventions.FindAsync(Conversation!.Id, CancellationToken.None))!;
        var after = decide(found.Conversation);
        var entry = new AuditEntry(People.Agent("meera"), "conversation.changed", SubjectKind.Conversation, $"{after.Id}", null, """{"is":"changed"}""");
        return new Intervention(found, after, entry)
        {
            Messages =
            [
                .. says.Select((text, index) => Message(found.Customer, found.Conversation, index, Direction.Outbound, text) with
                {
                    Author = Author.Agent,
                    WrittenBy = entry.By.Id,
                }),
            ],
        };
    }

    public async Task<InterventionOutcome> StoreAsync(Intervention intervention)
    {
        var outcome = await stores.Interventions.StoreAsync(intervention, CancellationToken.None);
        Conversation = outcome == InterventionOutcome.Stored ? intervention.After : Conversation;
        return outcome;
    }

    /// <summary>The fence alone, as a claim finds it that comes in between: nothing is withdrawn yet.</summary>
    public Task RaiseFenceAsync() => stores.ExecuteAsync(
        "UPDATE conversations SET ownership_epoch = ownership_epoch + 1, version = version + 1 WHERE id = @id", ("@id", Conversation!.Id.Value));

    /// <summary>Messages of the conversation, by their ordinals.</summary>
    public Task<List<IReadOnlyDictionary<string, string?>>> MessagesAsync() =>
        stores.RowsAsync("SELECT * FROM messages WHERE conversation_id = @id ORDER BY ordinal", ("@id", Conversation!.Id.Value));

    /// <summary>The states of what was said to the customer, in order.</summary>
    public async Task<string> StatesAsync() =>
        string.Join(' ', (await MessagesAsync()).Where(row => row["direction"] == "outbound").Select(row => row["delivery_status"]));

    public Message Message(Customer customer, Conversation conversation, int after, Direction direction, string text) => new()
    {
        Id = MessageId.New(Now),
        ConversationId = conversation.Id,
        CustomerId = customer.Id,
        Ordinal = conversation.NextOrdinal + after,
        ProviderMessageId = direction == Direction.Inbound ? "wamid.in" : null,
        Direction = direction,
        Type = MessageType.Text,
        Content = text,
        SenderNumber = direction == Direction.Inbound ? customer.Address : StoresUnderTest.OurNumber,
        RecipientNumber = direction == Direction.Inbound ? StoresUnderTest.OurNumber : customer.Address,
        Status = direction == Direction.Inbound ? DeliveryStatus.Delivered : DeliveryStatus.Pending,
        Author = direction == Direction.Inbound ? Author.Customer : Author.Bot,
        OwnershipEpoch = conversation.OwnershipEpoch,
        CreatedAt = Now,
    };

    private Customer NewCustomer() => new()
    {
        Id = CustomerId.New(Now),
        PhoneNumber = Sender.Phone,
        PhoneHash = Sender.PhoneHash,
        Bsuid = Sender.Bsuid,
        BsuidHash = Sender.BsuidHash,
        Language = "en",
        CreatedAt = Now,
        UpdatedAt = Now,
    };
}
