using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.DemoShop;

/// <summary>One invented conversation, told minute by minute with the verbs that a real one moves by.</summary>
internal sealed class DemoTalk
{
    private readonly List<Message> messages = [];
    private readonly List<Note> notes = [];
    private Customer customer;
    private Conversation conversation;
    private DateTimeOffset now;

    /// <param name="name">Of somebody who does not exist.</param>
    /// <param name="phone">A number that nobody has.</param>
    /// <param name="began">When they first wrote.</param>
    public DemoTalk(string name, string phone, string language, string ours, ILookupHashes hashes, DateTimeOffset began)
    {
        now = began;
        var number = PhoneNumber.FromStored(phone);
        customer = new Customer
        {
            Id = CustomerId.New(now),
            PhoneNumber = number,
            PhoneHash = hashes.OfPhone(number),
            Name = name,
            Language = language,
            CreatedAt = now,
            UpdatedAt = now,
        };
        conversation = Conversation.Begin(customer, ours, afterVersion: 0, now);
    }

    public Conversation Conversation => conversation;

    public Customer Customer => customer;

    public DateTimeOffset Now => now;

    /// <summary>So many seconds pass.</summary>
    public DemoTalk After(int seconds)
    {
        now = now.AddSeconds(seconds);
        return this;
    }

    public DemoTalk Asks(string text)
    {
        customer = customer.Heard(now, customer.Name, now);
        Add(new Message
        {
            Id = MessageId.New(now),
            ConversationId = conversation.Id,
            CustomerId = customer.Id,
            Ordinal = conversation.NextOrdinal,
            Direction = Direction.Inbound,
            Type = MessageType.Text,
            Content = text,
            SenderNumber = customer.Address,
            RecipientNumber = conversation.IntegratedNumber,
            Status = DeliveryStatus.Delivered,
            Author = Author.Customer,
            OwnershipEpoch = conversation.OwnershipEpoch,
            CreatedAt = now,
            SentAt = now,
        });
        return this;
    }

    public DemoTalk Says(Reply reply, DeliveryStatus status = DeliveryStatus.Read, ModelUsage? model = null)
    {
        foreach (var part in WhatsAppShape.Fit(reply))
        {
            now = now.AddSeconds(1);
            Add(Left(Message.Of(part, model is null ? Author.Bot : Author.Model, conversation, customer, conversation.NextOrdinal, now) with
            {
                Model = model,
                ProcessingTime = TimeSpan.FromSeconds(model is null ? 0.2 : 1.6),
            }, status));
        }

        return this;
    }

    public DemoTalk Answers(Actor agent, string text, DeliveryStatus status = DeliveryStatus.Read)
    {
        messages.Add(Left(Message.Of(new Reply(text), Author.Agent, conversation, customer, conversation.NextOrdinal, now) with { WrittenBy = agent.Id }, status));
        conversation = conversation.Answered(1, now);
        return this;
    }

    public DemoTalk StandsIn(FlowPosition? position)
    {
        conversation = conversation with { Flow = position, Topic = position?.FlowId ?? conversation.Topic };
        return this;
    }

    public DemoTalk Wants(string department, string reason)
    {
        conversation = conversation.Escalate(department, reason, now);
        return this;
    }

    public DemoTalk IsTakenBy(Actor agent)
    {
        conversation = Done(conversation.TakeOver(agent, now));
        return this;
    }

    public DemoTalk IsResolvedBy(Actor agent, int score)
    {
        conversation = Done(conversation.Resolve(agent, now)) with { SatisfactionScore = score };
        return this;
    }

    public DemoTalk IsOver(int score)
    {
        conversation = conversation.Complete(now) with { SatisfactionScore = score };
        return this;
    }

    public DemoTalk IsFlagged()
    {
        conversation = conversation.Flag(true);
        return this;
    }

    public DemoTalk Tag(string tag)
    {
        conversation = conversation with { Tags = ConversationTags.With(conversation.Tags, tag) };
        return this;
    }

    public DemoTalk Note(string text)
    {
        notes.AddRange(Domain.Conversations.Note.Of(conversation.Id, text, flow: null, now) is { } note ? [note] : []);
        return this;
    }

    /// <summary>As a turn is stored, though no row of the inbox has brought it.</summary>
    public Turn ToTurn() => new()
    {
        Row = new LaneRow(0, InboxKind.Message, customer.PhoneHash!.Value, conversation.IntegratedNumber, now, default),
        Customer = customer,
        Conversation = conversation,
        Rate = MessageRate.Begin(now),
        Kind = "silent",
        Messages = messages,
        Notes = notes,
        Audit = [new AuditEntry(Actor.System, "customer.invented", SubjectKind.Customer, customer.Id.ToString(), null, null)],
    };

    /// <summary>An invented conversation that its own rules refuse is a bug here.</summary>
    private static Conversation Done(Result<Conversation> decided) =>
        decided.Succeeded(out var after, out var refusal) ? after : throw new InvalidOperationException($"The demo shop does what is refused: {refusal.Code}.");

    private void Add(Message message)
    {
        messages.Add(message);
        conversation = conversation.Turned(conversation.Flow, conversation.Topic, 1, now);
    }

    private static Message Left(Message message, DeliveryStatus status) => message with
    {
        Status = status,
        FailureReason = status == DeliveryStatus.Failed ? "(131026) Message undeliverable" : null,
        SentAt = message.CreatedAt.AddSeconds(1),
        DeliveredAt = status is DeliveryStatus.Delivered or DeliveryStatus.Read ? message.CreatedAt.AddSeconds(2) : null,
        ReadAt = status == DeliveryStatus.Read ? message.CreatedAt.AddSeconds(20) : null,
    };
}
