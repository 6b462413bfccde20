using WhatsAppSupport.Load.Customers;

namespace WhatsAppSupport.UnitTests.Load;

public sealed class CustomerTests
{
    private readonly Customer customer = new("919811112222");

    [Fact]
    public void What_is_said_is_heard_once_and_in_its_order()
    {
        Say(3);

        Hear("0: welcome. What else?", "1: where is it. What else?", "2: and now. What else?").ShouldBe([HeardKind.InOrder, HeardKind.InOrder, HeardKind.InOrder]);
        customer.Unanswered().ShouldBe(0);
    }

    [Fact]
    public void What_comes_twice_out_of_its_turn_or_to_nothing_is_told()
    {
        Say(3);

        Hear("1: a", "0: b", "1: a", "7: c", "Sorry", ": d").ShouldBe(
            [HeardKind.InOrder, HeardKind.OutOfOrder, HeardKind.Repeated, HeardKind.Unexpected, HeardKind.Unexpected, HeardKind.Unexpected]);
        customer.Unanswered().ShouldBe(1);
    }

    [Fact]
    public void A_reply_knows_when_its_message_was_due()
    {
        Say(2);

        customer.Hear("1: a").Due.ShouldBe(101);
    }

    [Fact]
    public void What_is_said_can_be_told_in_its_reply() => Talk.NumberIn($"{Talk.Text(42, new Random(1))}. What else can we do for you, Asha?").ShouldBe(42);

    private void Say(int times)
    {
        for (var number = 0; number < times; number++)
        {
            customer.Say(100 + number).ShouldBe(number);
        }
    }

    private List<HeardKind> Hear(params string[] replies) => [.. replies.Select(reply => customer.Hear(reply).Kind)];
}
