using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Application.Undelivered;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class ResendMessageTests : IDisposable
{
    private readonly SupportUnderTest support = new();

    private readonly SentMessage failed = new(
        new Message
        {
            Id = MessageId.New(Noon),
            ConversationId = Dialogue.Id,
            CustomerId = Asha.Id,
            Ordinal = 2,
            ProviderMessageId = "wamid.old",
            Direction = Direction.Outbound,
            Type = MessageType.Interactive,
            Content = "Which one?",
            Options = [new ReplyOption("a", "A", "more", "One")],
            Media = """{"listButton":"See all"}""",
            SenderNumber = OurNumber,
            RecipientNumber = Digits,
            Status = DeliveryStatus.Failed,
            FailureReason = "a reason",
            Author = Author.Model,
            WrittenBy = IdOf("ravi").Value,
            OwnershipEpoch = 0,
            Model = new ModelUsage("maker/model", 42, 7),
            ProcessingTime = TimeSpan.FromSeconds(1),
            CreatedAt = Noon,
            SentAt = Noon,
        },
        Asha,
        OurNumber,
        IsQueued: false,
        ResentAs: null);

    public ResendMessageTests() => support.Customers.Known = new KnownCustomer(Asha, Dialogue with { NextOrdinal = 3, OwnershipEpoch = 4 });

    public void Dispose() => support.Dispose();

    [Theory]
    [InlineData(DeliveryStatus.Failed)]
    [InlineData(DeliveryStatus.Unknown)]
    [InlineData(DeliveryStatus.Cancelled)]
    public async Task What_did_not_arrive_is_said_once_more_as_a_new_message_of_the_conversation(DeliveryStatus status)
    {
        var old = failed.Message with { Status = status };

        (await ResendAsync(failed with { Message = old })).Error.ShouldBeNull();

        await SupportUnderTest.UntilAsync(() => support.Turns.All.Count == 1, "its turn has come");
        var turn = support.Turns.All[0];
        var said = turn.Messages.ShouldHaveSingleItem();
        said.ShouldBe(old with
        {
            Id = said.Id,
            Ordinal = 3,
            ProviderMessageId = null,
            Status = DeliveryStatus.Pending,
            FailureReason = null,
            OwnershipEpoch = 4,
            Model = new ModelUsage("maker/model", 0, null),
            ProcessingTime = null,
            ResendOf = old.Id,
            SentAt = null,
        });
        said.WrittenBy.ShouldBe(IdOf("ravi").Value);
        said.Id.ShouldNotBe(old.Id);
        turn.Customer.LastHeardAt.ShouldBe(Asha.LastHeardAt);
        turn.Conversation.NextOrdinal.ShouldBe(4);
        var entry = turn.Audit.ShouldHaveSingleItem();
        (entry.By.Name, entry.Action, entry.Subject, entry.SubjectId, entry.Before).ShouldBe(("meera", "message.resent", SubjectKind.Message, $"{old.Id}", null));
        entry.After.ShouldBe($$"""{"resentAs":"{{said.Id}}","conversation":"{{Dialogue.Id}}"}""");
    }

    [Fact]
    public async Task Two_clicks_are_one_row_of_the_lane()
    {
        support.Turns.Instead = turn =>
        {
            support.Undelivered.All[0] = failed with { ResentAs = turn.FirstReply!.Id };
            return null;
        };

        var answers = new[] { await ResendAsync(failed), await support.SendAsync(new ResendMessage(failed.Message.Id, Person("meera"))) };

        answers.ShouldAllBe(answer => answer.Error == null);
        await SupportUnderTest.UntilAsync(() => support.Inbox.Rows.All(row => row.State == InboxState.Done), "its turn has come");
        support.Inbox.Rows.ShouldHaveSingleItem().Entry.Kind.ShouldBe(InboxKind.Resend);
        support.Turns.All.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(InboxState.Done)]
    [InlineData(InboxState.Dead)]
    public async Task A_row_that_came_to_nothing_is_taken_up_again_at_the_next_word(InboxState state)
    {
        var request = new ResendRequest(failed.Message.Id);
        var row = support.Inbox.Add(new InboxEntry(
            InboxKind.Resend, PhoneHash, OurNumber, support.Get<ILookupHashes>().OfProviderId(request.UniqueId), Noon, request.ToBytes()));
        await support.Inbox.Change(row.Id, state, "why");

        (await ResendAsync(failed)).Error.ShouldBeNull();

        await SupportUnderTest.UntilAsync(() => support.Turns.All.Count == 1, "its turn has come");
        support.Turns.Only.Messages.ShouldHaveSingleItem().ResendOf.ShouldBe(failed.Message.Id);
        support.Inbox.Rows.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Who_asks_again_later_is_told_what_it_was_sent_as()
    {
        var again = MessageId.New(Noon);

        var accepted = (await ResendAsync(failed with { ResentAs = again })).Value;

        accepted.ResentAs.ShouldBe(again.Value);
        support.Inbox.Rows.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(DeliveryStatus.Pending)]
    [InlineData(DeliveryStatus.Sending)]
    [InlineData(DeliveryStatus.Sent)]
    [InlineData(DeliveryStatus.Delivered)]
    [InlineData(DeliveryStatus.Read)]
    public async Task What_is_on_its_way_or_has_arrived_is_not_sent_anew(DeliveryStatus status) =>
        await IsRefusedAsync(failed with { Message = failed.Message with { Status = status } }, "message_not_resendable");

    [Fact]
    public async Task What_a_customer_wrote_is_not_sent_anew() =>
        await IsRefusedAsync(failed with { Message = failed.Message with { Direction = Direction.Inbound } }, "message_not_resendable");

    [Fact]
    public async Task While_evidence_is_waited_for_nothing_is_sent_anew() =>
        await IsRefusedAsync(failed with { Message = failed.Message with { Status = DeliveryStatus.Unknown }, IsQueued = true }, "message_undecided");

    [Fact]
    public async Task Outside_the_service_window_the_way_out_is_told()
    {
        var error = await IsRefusedAsync(failed with { Customer = Asha with { LastHeardAt = Noon - TimeSpan.FromHours(24) } }, "service_window_closed");

        error.Message.ShouldContain("approved template");
    }

    [Fact]
    public async Task Who_has_opted_out_is_not_written_to() =>
        await IsRefusedAsync(failed with { Customer = Asha with { OptedOutAt = Noon } }, "customer_opted_out");

    [Fact]
    public async Task Who_is_not_active_is_not_written_to() =>
        await IsRefusedAsync(failed with { Customer = Asha with { IsActive = false } }, "customer_inactive");

    [Fact]
    public async Task What_the_bot_wrote_does_not_come_over_the_fence_and_the_way_out_is_told()
    {
        var error = await IsRefusedAsync(failed with { Latest = Dialogue.TakeOver(Person("meera"), Noon).Value }, "conversation_with_person");

        error.Message.ShouldContain("Give the conversation back first");
    }

    [Theory]
    [InlineData(Author.Model, true, 0)]
    [InlineData(Author.Agent, true, 1)]
    [InlineData(Author.Agent, false, 0)]
    public async Task In_the_lane_the_fence_and_the_inactive_customer_are_looked_at_again(Author author, bool isActive, int turns)
    {
        support.Undelivered.All.Add(failed with { Message = failed.Message with { Author = author }, Customer = Asha with { IsActive = isActive } });
        support.Customers.Known = new KnownCustomer(Asha, Dialogue.TakeOver(Person("meera"), Noon).Value);
        support.Sessions.Kept[new SessionKey(PhoneHash, OurNumber)] = new Session(Asha, Dialogue, MessageRate.Begin(Noon));
        var request = new ResendRequest(failed.Message.Id);
        var row = support.Inbox.Add(new InboxEntry(InboxKind.Resend, PhoneHash, OurNumber, default, Noon, request.ToBytes()));

        (await support.SendAsync(new HandleResend(row.ToLaneRow(), request))).Error.ShouldBeNull();

        row.State.ShouldBe(InboxState.Done);
        support.Turns.All.Count.ShouldBe(turns);
    }

    [Fact]
    public async Task In_somebody_elses_conversation_nobody_has_their_words_said_again() => await IsRefusedAsync(
        failed with { Message = failed.Message with { Author = Author.Agent }, Latest = Dialogue.TakeOver(Person("ravi"), Noon).Value }, "conversation_taken");

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Who_has_taken_it_since_it_was_asked_for_is_not_spoken_for(bool hadItThen, int turns)
    {
        var taken = Dialogue.TakeOver(Person("ravi"), Noon).Value;
        support.Undelivered.All.Add(failed with { Message = failed.Message with { Author = Author.Agent } });
        support.Customers.Known = new KnownCustomer(Asha, taken);
        var seen = hadItThen ? taken : Dialogue;
        var request = new ResendRequest(failed.Message.Id, AskedBy.Of(Person("ravi")), new OwnershipSeen(seen.Id, seen.OwnershipEpoch));
        var row = support.Inbox.Add(new InboxEntry(InboxKind.Resend, PhoneHash, OurNumber, default, Noon, request.ToBytes()));

        (await support.SendAsync(new HandleResend(row.ToLaneRow(), request))).Error.ShouldBeNull();

        row.State.ShouldBe(InboxState.Done);
        support.Turns.All.Count.ShouldBe(turns);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found() =>
        (await support.SendAsync(new ResendMessage(MessageId.New(Noon), Person("meera")))).Error.ShouldBeOfType<MessageNotFound>().Code.ShouldBe("message_not_found");

    [Fact]
    public async Task What_has_arrived_after_all_when_its_turn_comes_is_not_said_again()
    {
        support.Undelivered.All.Add(failed with { Message = failed.Message with { Status = DeliveryStatus.Delivered } });
        var request = new ResendRequest(failed.Message.Id);
        var row = support.Inbox.Add(new InboxEntry(InboxKind.Resend, PhoneHash, OurNumber, default, Noon, request.ToBytes()));

        (await support.SendAsync(new HandleResend(row.ToLaneRow(), ResendRequest.Read(row.Entry.Body.Span)))).Error.ShouldBeNull();

        row.State.ShouldBe(InboxState.Done);
        support.Turns.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_row_of_an_older_version_was_asked_for_by_whoever_had_the_one_key()
    {
        support.Undelivered.All.Add(failed);
        var old = ResendRequest.Read(System.Text.Encoding.UTF8.GetBytes($$$"""{"Message":{"Value":"{{{failed.Message.Id}}}"}}"""));
        var row = support.Inbox.Add(new InboxEntry(InboxKind.Resend, PhoneHash, OurNumber, default, Noon, old.ToBytes()));

        (await support.SendAsync(new HandleResend(row.ToLaneRow(), old))).Error.ShouldBeNull();

        support.Turns.Only.Audit.ShouldHaveSingleItem().By.ShouldBe(Actor.SettingsKey);
    }

    [Theory]
    [InlineData(DeliveryStatus.Failed)]
    [InlineData(DeliveryStatus.Delivered)]
    public async Task One_message_tells_what_became_of_it(DeliveryStatus status)
    {
        support.Undelivered.All.Add(failed with { Message = failed.Message with { Status = status } });

        var details = (await support.SendAsync(new GetMessage(failed.Message.Id))).Value;

        (details.Conversation, details.Customer, details.ResentAs, details.IsQueued).ShouldBe((Dialogue.Id.Value, Asha.Id.Value, null, false));
        (details.Message.Status, details.Message.FailureReason).ShouldBe((status, "a reason"));
        (await support.SendAsync(new GetMessage(MessageId.New(Noon)))).Error.ShouldBeOfType<MessageNotFound>();
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repeat()
    {
        support.Undelivered.All.AddRange(Enumerable.Range(0, 3).Select(_ => failed));
        support.Undelivered.All.Insert(1, failed with { Message = failed.Message with { Status = DeliveryStatus.Cancelled } });

        var first = (await support.SendAsync(new ListUndelivered("failed", Limit: 2))).Value;
        var second = (await support.SendAsync(new ListUndelivered("failed", first.Next, 2))).Value;

        first.Messages.Concat(second.Messages).Select(view => view.Place).ShouldBe([4, 3, 1]);
        second.Next.ShouldBeNull();
    }

    [Theory]
    [InlineData("sent", null, 50, "status: not a status that can be listed: failed, unknown or cancelled")]
    [InlineData(null, "x", 50, "after:")]
    [InlineData(null, null, 201, "limit:")]
    public async Task A_wrong_parameter_is_named(string? status, string? after, int limit, string problem) =>
        (await support.SendAsync(new ListUndelivered(status, after, limit))).Error.ShouldBeOfType<InvalidError>().Message.ShouldStartWith(problem);

    private Task<Result<AcceptedResend>> ResendAsync(SentMessage sent)
    {
        support.Undelivered.All.Add(sent);
        return support.SendAsync(new ResendMessage(sent.Message.Id, Person("meera")));
    }

    private async Task<Error> IsRefusedAsync(SentMessage sent, string code)
    {
        var error = (await ResendAsync(sent)).Error.ShouldBeAssignableTo<ConflictError>().ShouldNotBeNull();

        error.Code.ShouldBe(code);
        support.Inbox.Rows.ShouldBeEmpty();
        return error;
    }
}
