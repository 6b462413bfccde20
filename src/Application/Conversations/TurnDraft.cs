using WhatsAppSupport.Application.Errands;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Conversations;

/// <summary>A turn while it is being decided. Nothing in it is stored before the unit of work commits it.</summary>
internal sealed class TurnDraft
{
    private readonly List<Message> messages = [];
    private readonly List<Note> notes = [];
    private readonly CurrentTurn before;
    private readonly LaneRow row;
    private readonly Conversation? completed;
    private readonly DateTimeOffset now;
    private (long Visit, TimeSpan After)? timer;
    private FlowErrand? errand;

    private TurnDraft(CurrentTurn before, LaneRow row, Customer customer, Conversation conversation, Conversation? completed, DateTimeOffset now)
    {
        (this.before, this.row, this.completed, this.now) = (before, row, completed, now);
        (Customer, Conversation, Flow, Topic) = (customer, conversation, conversation.Flow, conversation.Topic);
    }

    public Customer Customer { get; private set; }

    /// <summary>Whether nothing of them is stored yet.</summary>
    public bool IsNewCustomer => before.Customer is null;

    /// <summary>The inbox row that the turn is of.</summary>
    public long RowId => row.Id;

    public DateTimeOffset Now => now;

    public Conversation Conversation { get; private set; }

    /// <summary>Where the flow stands after this turn.</summary>
    public FlowPosition? Flow { get; set; }

    /// <summary>What the conversation is about.</summary>
    public string? Topic { get; set; }

    /// <summary>By what another program was recognised in this turn.</summary>
    private LoopSign Loop { get; set; }

    /// <summary>For the metrics: who had the last word.</summary>
    private string Kind => messages.Count == 0 || messages[^1].Direction == Direction.Inbound ? "silent"
        : messages[^1].Author == Author.Model ? "model" : "bot";

    /// <summary>Goes on with the live conversation, or begins one where there is none or its silence has ended it.</summary>
    public static TurnDraft Begin(CurrentTurn before, Sender sender, LaneRow row, SupportOptions options, DateTimeOffset now)
    {
        var customer = Identify(before.Customer, sender, options, now);
        if (before.Conversation is not { } last)
        {
            return new(before, row, customer, Conversation.Begin(customer, row.IntegratedNumber, 0, now), null, now);
        }

        if (!last.IsOverAt(now))
        {
            return new(before, row, customer, last.At(now), null, now);
        }

        var over = last.Complete(now);
        return new(before, row, customer, Conversation.Begin(customer, row.IntegratedNumber, over.Version, now), over == last ? null : over, now);
    }

    /// <summary>Goes on with a live conversation whose flow has waited for something else than a message, for as long as it took.</summary>
    public static TurnDraft GoOn(CurrentTurn before, LaneRow row, DateTimeOffset now) => new(before, row, before.Customer!, before.Conversation!, null, now);

    /// <summary>Keeps what the customer wrote; it opens the service window.</summary>
    public void Hear(InboundMessage message)
    {
        Customer = Customer.Heard(ServiceWindow.OpensAt(message.SentAt, row.ReceivedAt), message.CustomerName, now);
        messages.Add(new Message
        {
            Id = MessageId.New(now),
            ConversationId = Conversation.Id,
            CustomerId = Customer.Id,
            Ordinal = Conversation.NextOrdinal + messages.Count,
            ProviderMessageId = message.ProviderMessageId,
            Direction = Direction.Inbound,
            Type = message.Type,
            Content = message.Text,
            Media = message.Media,
            SenderNumber = Customer.Address,
            RecipientNumber = row.IntegratedNumber,
            Status = DeliveryStatus.Delivered,
            Author = Author.Customer,
            OwnershipEpoch = Conversation.OwnershipEpoch,
            CreatedAt = now,
            SentAt = message.SentAt,
        });
    }

    /// <summary>They wrote something that could not be handled; it opens the service window all the same.</summary>
    public void HearUnread() => Customer = Customer.Heard(row.ReceivedAt, null, now);

    /// <summary>Adds an answer, cut to what WhatsApp accepts.</summary>
    public void Say(Reply reply, Author author = Author.Bot, ModelUsage? usage = null)
    {
        foreach (var part in WhatsAppShape.Fit(reply))
        {
            messages.Add(Message.Of(part, author, Conversation, Customer, Conversation.NextOrdinal + messages.Count, now) with { Model = usage });
            usage = null;
        }
    }

    /// <summary>The words of a message that did not arrive, as a message of their own: they cost a model nothing more, and keep its name.</summary>
    public void SayAgain(Message before) => messages.Add(before with
    {
        Id = MessageId.New(now),
        ConversationId = Conversation.Id,
        Ordinal = Conversation.NextOrdinal + messages.Count,
        ProviderMessageId = null,
        SenderNumber = row.IntegratedNumber,
        RecipientNumber = Customer.Address,
        Status = DeliveryStatus.Pending,
        FailureReason = null,
        OwnershipEpoch = Conversation.OwnershipEpoch,
        Model = before.Model is { } model ? model with { Tokens = 0, CostMicroDollars = null } : null,
        ProcessingTime = null,
        ResendOf = before.Id,
        CreatedAt = now,
        SentAt = null,
        DeliveredAt = null,
        ReadAt = null,
    });

    public void Escalate(string department, string reason)
    {
        Conversation = Conversation.Escalate(department, reason, now);
        Flow = null;
    }

    /// <summary>Counts what was heard; where it is another program that answers us, the conversation is stopped.</summary>
    /// <param name="hasWords">See <see cref="LoopWatch.Heard"/>.</param>
    /// <param name="text">See <see cref="LoopWatch.Heard"/>.</param>
    /// <param name="paceTells">Whether anything but the same text tells a program from a person.</param>
    /// <param name="department">Who is to look at it.</param>
    public bool StopsLoop(bool hasWords, uint? text, bool paceTells, string department)
    {
        var watch = (Conversation.Loop ?? LoopWatch.Begun).Heard(hasWords, text, row.ReceivedAt);
        Conversation = Conversation with { Loop = watch };
        Loop = paceTells || watch.Sign == LoopSign.SameText ? watch.Sign : LoopSign.None;
        if (Loop == LoopSign.None)
        {
            return false;
        }

        Conversation = Conversation.StopLoop(department, now);
        Flow = null;
        return true;
    }

    /// <summary>The flow ends where it is, without a word.</summary>
    /// <returns>Whether there was one.</returns>
    public bool LeaveFlow()
    {
        var was = Flow;
        Flow = null;
        return was is not null;
    }

    /// <summary>The flow goes on by itself after that time, from the end of the turn on.</summary>
    public void WakeAfter(long visit, TimeSpan after) => timer = (visit, after);

    /// <summary>Something is to be done outside of the turn.</summary>
    public void Leave(FlowErrand left) => errand = left;

    public void Tag(string name, bool isAdded) => Conversation = Conversation with
    {
        Tags = isAdded ? ConversationTags.With(Conversation.Tags, name) : ConversationTags.Without(Conversation.Tags, name),
    };

    /// <summary>Kept for agents; cut where it is longer than a message can be, and nothing where it is empty.</summary>
    /// <param name="flow">Whose note it is.</param>
    /// <param name="text">As it was worked out.</param>
    public void Note(string flow, string text)
    {
        if (Domain.Conversations.Note.Of(Conversation.Id, text, flow, now) is { } note)
        {
            notes.Add(note);
        }
    }

    /// <param name="score">1 to 5; what is none of these rates nothing.</param>
    public void Rate(int score) => Conversation = score is >= 1 and <= 5 ? Conversation with { SatisfactionScore = score } : Conversation;

    /// <summary>A person who changes the customer at the same time is told that they have changed.</summary>
    public void SpeakIn(string language)
    {
        Conversation = Conversation with { Language = language };
        Customer = Customer.Language == language ? Customer : Customer with { Language = language, Version = Customer.Version + (before.Customer is null ? 0 : 1), UpdatedAt = now };
    }

    public void ReturnToBot() => Conversation = Conversation.ReturnToBot();

    public void Flag() => Conversation = Conversation.Flagged();

    /// <param name="at">When everything was decided; a model may have taken its time.</param>
    /// <param name="deadBecause">See <see cref="Turn.DeadBecause"/>.</param>
    public Turn Finish(DateTimeOffset at, string? deadBecause = null)
    {
        var answered = messages.Exists(message => message.Direction == Direction.Outbound) && Conversation.Loop is { } watch
            ? Conversation with { Loop = watch.Answered(Flow, at) }
            : Conversation;
        var conversation = answered.Turned(Flow, Topic, messages.Count, at);
        return new Turn
        {
            Row = row,
            CustomerBefore = before.Customer,
            Customer = Customer,
            ConversationBefore = before.Conversation,
            Completed = completed,
            Conversation = conversation,
            Kind = Kind,
            Loop = Loop,
            Rate = before.Rate ?? MessageRate.Begin(row.ReceivedAt),
            Verdict = before.Verdict,
            Timer = conversation.Flow is not null && timer is var (visit, after) ? new FlowTimer(visit, at + after) : null,
            Errand = conversation.Flow is null ? null : errand,
            Notes = notes,
            Messages = [.. messages.Select(message => Timed(message, conversation.OwnershipEpoch, at))],
            DeadBecause = deadBecause,
        };
    }

    /// <summary>What was said in this turn belongs to the ownership that the turn ends with, so that a hand-over's own words still leave.</summary>
    private Message Timed(Message message, long epoch, DateTimeOffset at) => message.Direction == Direction.Inbound
        ? message
        : message with { OwnershipEpoch = epoch, CreatedAt = at, ProcessingTime = message.ResendOf is null ? at - row.ReceivedAt : null };

    /// <summary>What is learned is kept with its hash; a lane alone does not tell whether its hash is of a number or of a user id.</summary>
    private static Customer Identify(Customer? known, Sender sender, SupportOptions options, DateTimeOffset now) => known is null
        ? new Customer
        {
            Id = CustomerId.New(now),
            PhoneNumber = sender.Phone,
            PhoneHash = sender.PhoneHash,
            Bsuid = sender.Bsuid,
            BsuidHash = sender.BsuidHash,
            Language = options.DefaultLanguage,
            CreatedAt = now,
            UpdatedAt = now,
        }
        : known with
        {
            PhoneNumber = known.PhoneNumber ?? sender.Phone,
            PhoneHash = known.PhoneHash ?? (sender.Phone is null ? null : sender.PhoneHash),
            Bsuid = known.Bsuid ?? sender.Bsuid,
            BsuidHash = known.BsuidHash ?? (sender.Bsuid is null ? null : sender.BsuidHash),
        };
}
