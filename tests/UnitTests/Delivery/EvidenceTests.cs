using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Delivery;

/// <summary>What of the provider's log proves that a message was sent.</summary>
public sealed class EvidenceTests
{
    private static readonly UnsettledMessage Message = Unknown("Hello", Noon);
    private static readonly MessageId Another = MessageId.New(Noon);

    [Fact]
    public void The_same_text_to_the_same_customer_after_the_claim_is_evidence()
    {
        Find(Logged()).ShouldHaveSingleItem().Found.ProviderIds.ShouldBe(["uuid-1"]);
    }

    [Fact]
    public void Our_own_reference_is_evidence_whatever_else_the_entry_says()
    {
        var logged = Logged() with { Reference = Message.Id.Value.ToString("N"), Texts = ["…"], RequestedAt = [] };

        Find(logged).ShouldHaveSingleItem();
    }

    public static TheoryData<string, LoggedMessage> Others => new()
    {
        { "another text", Logged() with { Texts = ["hello"] } },
        { "another customer", Logged() with { To = "919800000999" } },
        { "another number of ours", Logged() with { From = "919800000998" } },
        { "too early", Logged() with { RequestedAt = [Noon - TimeSpan.FromSeconds(11)] } },
        { "at no time", Logged() with { RequestedAt = [] } },
        { "somebody else's reference", Logged() with { Reference = Guid.Empty.ToString() } },
        { "a foreign reference", Logged() with { Reference = "tenant7-000123" } },
        { "without any id", Logged() with { ProviderIds = [] } },
        { "an earlier attempt that failed", Logged() with { Reference = Message.Id.ToString(), Status = DeliveryStatus.Failed, RequestedAt = [Noon - TimeSpan.FromMinutes(1)] } },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void What_may_be_something_else_is_no_evidence(string what, LoggedMessage logged)
    {
        Find(logged).ShouldBeEmpty(what);
    }

    [Fact]
    public void A_clock_that_is_behind_by_seconds_is_put_up_with()
    {
        Find(Logged() with { RequestedAt = [Noon - TimeSpan.FromSeconds(10)] }).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_time_without_a_zone_counts_in_either_reading()
    {
        Find(Logged() with { RequestedAt = [Noon, Noon - TimeSpan.FromHours(5.5)] }).ShouldHaveSingleItem();
        Find(Logged() with { RequestedAt = [Noon + TimeSpan.FromHours(5.5), Noon] }).ShouldHaveSingleItem();
    }

    [Fact]
    public void An_entry_that_is_known_to_be_another_message_of_ours_is_no_evidence_for_this_one()
    {
        Find([Logged()], ("uuid-1", Another)).ShouldBeEmpty();
        Find([Logged() with { ProviderIds = ["uuid-2", "uuid-1"] }], ("uuid-1", Another)).ShouldBeEmpty();
        Find([Logged("uuid-1"), Logged("uuid-2")], ("uuid-1", Another)).ShouldHaveSingleItem().Found.ProviderIds.ShouldBe(["uuid-2"]);
    }

    [Fact]
    public void An_id_that_an_earlier_attempt_of_the_same_message_was_given_is_evidence()
    {
        Find([Logged()], ("uuid-1", Message.Id)).ShouldHaveSingleItem();
    }

    [Fact]
    public void What_is_ambiguous_is_no_evidence()
    {
        Find([Logged("uuid-1"), Logged("uuid-2")]).ShouldBeEmpty();
        Find([Message, Message with { Id = Another }], [Logged()]).ShouldBeEmpty();
    }

    [Fact]
    public void Of_several_attempts_of_one_message_the_one_that_came_furthest_counts()
    {
        var reference = Message.Id.ToString();
        LoggedMessage[] log =
        [
            Logged("uuid-1") with { Reference = reference, Status = DeliveryStatus.Failed },
            Logged("uuid-2") with { Reference = reference },
            Logged("uuid-3") with { Reference = reference, Status = DeliveryStatus.Delivered },
        ];

        Find(log).ShouldHaveSingleItem().Found.ProviderIds.ShouldBe(["uuid-3"]);
        Find(log[0]).ShouldHaveSingleItem().Found.Status.ShouldBe(DeliveryStatus.Failed);
    }

    [Fact]
    public void What_is_shown_is_known_by_its_caption_or_without_one_by_its_address()
    {
        var captioned = Message with { Media = """{"url":"https://shop.example/a"}""" };
        var bare = captioned with { Text = "" };

        Find([captioned], [Logged()]).ShouldHaveSingleItem();
        Find([captioned], [Logged(text: "https://shop.example/a")]).ShouldBeEmpty();
        Find([bare], [Logged(text: "https://shop.example/a")]).ShouldHaveSingleItem();
        Find([bare], [Logged(text: "")]).ShouldBeEmpty();
    }

    [Fact]
    public void A_place_without_words_is_known_by_nothing_but_our_reference()
    {
        var place = Message with { Text = "", Media = """{"latitude":1,"longitude":2}""" };

        Find([place], [Logged(text: "")]).ShouldBeEmpty();
        Find([place], [Logged(text: "") with { Reference = Message.Id.ToString() }]).ShouldHaveSingleItem();
    }

    internal static UnsettledMessage Unknown(string text, DateTimeOffset claimedAt) =>
        new(MessageId.New(Noon), CustomerId.New(Noon), OurNumber, Digits, text, claimedAt, claimedAt + TimeSpan.FromSeconds(10));

    internal static LoggedMessage Logged(string id = "uuid-1", string text = "Hello") => new()
    {
        ProviderIds = [id],
        From = OurNumber,
        To = Digits,
        Texts = [text],
        RequestedAt = [Noon],
        Status = DeliveryStatus.Sent,
    };

    private static IReadOnlyList<Evidence> Find(params LoggedMessage[] log) => Find([Message], log);

    private static IReadOnlyList<Evidence> Find(LoggedMessage[] log, params (string Id, MessageId Owner)[] owners) => Find([Message], log, owners);

    private static IReadOnlyList<Evidence> Find(UnsettledMessage[] messages, LoggedMessage[] log, params (string Id, MessageId Owner)[] owners) =>
        Evidence.Certain(Evidence.Candidates(messages, log), owners.ToLookup(pair => pair.Id, pair => pair.Owner));
}
