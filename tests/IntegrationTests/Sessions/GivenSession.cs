using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.IntegrationTests.Sessions;

/// <summary>Sessions in which only the named thing matters.</summary>
internal static class GivenSession
{
    public const string IntegratedNumber = "910000000000";

    private static readonly DateTimeOffset Morning = new(2026, 3, 1, 8, 30, 15, 123, 456, TimeSpan.Zero);

    public static SessionKey NewKey() => new(new LookupHash(Guid.CreateVersion7()), IntegratedNumber);

    public static Session AtVersion(long version) => new(
        new Customer { Id = CustomerId.New(Morning), Bsuid = "IN.1", Language = "en", CreatedAt = Morning, UpdatedAt = Morning },
        new Conversation
        {
            Id = ConversationId.New(Morning),
            CustomerId = CustomerId.New(Morning),
            IntegratedNumber = IntegratedNumber,
            SessionId = "s",
            Language = "en",
            Version = version,
            CreatedAt = Morning,
            UpdatedAt = Morning,
        },
        MessageRate.Begin(Morning));

    /// <summary>Every property has a value that is not its default.</summary>
    public static Session WithEverything() => new(
        new Customer
        {
            Id = CustomerId.New(Morning),
            PhoneNumber = PhoneNumber.FromStored("919811112222"),
            PhoneHash = new LookupHash(Guid.CreateVersion7()),
            Bsuid = "IN.1234567890",
            BsuidHash = new LookupHash(Guid.CreateVersion7()),
            Name = "अनिता \"शर्मा\" 👩🏽‍🔧 <b>&'",
            IsNamedByUs = true,
            Language = "hi",
            IsActive = true,
            OptedOutAt = Morning.AddHours(1).AddTicks(7),
            LastHeardAt = Morning.AddHours(2),
            Metadata = """{"city":"पुणे"}""",
            Version = 3,
            CreatedAt = Morning.AddDays(-3),
            UpdatedAt = Morning.AddHours(3),
        },
        new Conversation
        {
            Id = ConversationId.New(Morning),
            CustomerId = CustomerId.New(Morning),
            IntegratedNumber = IntegratedNumber,
            SessionId = "0195-session",
            Status = ConversationStatus.Escalated,
            Flow = new FlowPosition("support", "9f86d081", "3/else/0", """{"name":"अनिता 🙏","n":[1,2]}"""),
            Language = "hi",
            Topic = "refunds",
            Department = "billing",
            Assignee = "ravi@example.in",
            AssigneeId = Guid.CreateVersion7(),
            AssignedAt = Morning.AddMinutes(5.5),
            OwnershipEpoch = 4,
            FirstResponseAt = Morning.AddMinutes(6),
            FirstResponseTime = 60,
            EscalationReason = LoopWatch.Reason,
            Tags = ConversationTags.With(null, "refund"),
            EscalatedAt = Morning.AddMinutes(5),
            IsFlagged = true,
            Loop = new LoopWatch
            {
                Text = uint.MaxValue,
                Same = 3,
                Quick = 2,
                Idle = 4.25,
                CountedAt = Morning.AddMinutes(3).AddTicks(7),
                AnsweredAt = Morning.AddMinutes(4).AddTicks(9),
                Places = "00ff1a2b",
                WasStopped = true,
            },
            ResolutionTime = 3_600,
            SatisfactionScore = 5,
            Version = (1L << 52) + 1,
            NextOrdinal = 17,
            CreatedAt = Morning,
            UpdatedAt = Morning.AddMinutes(6),
            CompletedAt = Morning.AddMinutes(7),
        },
        new MessageRate(2.5, Morning.AddSeconds(9), Noticed: true));
}
