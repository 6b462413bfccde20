using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Lanes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Lanes;

public sealed class LaneTests
{
    private readonly Lane lane = new(PhoneHash);

    [Fact]
    public void Rows_come_in_the_order_in_which_they_were_offered_and_then_it_ends()
    {
        Offer(1, 2, 3);

        Steps(4).ShouldBe("1 2 3 End");
        lane.TryOffer(RowOf(4)).ShouldBeFalse();
        lane.TryWake().ShouldBeFalse();
    }

    [Fact]
    public void Beyond_sixteen_it_remembers_only_that_there_is_more_in_the_database()
    {
        Offer([.. Enumerable.Range(1, 17)]);
        Steps(16).ShouldBe("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16");

        Offer(18);

        Steps(2).ShouldBe("Look End");
    }

    [Fact]
    public void What_comes_while_more_is_known_to_be_in_the_database_is_not_taken_before_it()
    {
        lane.TryWake();
        Offer(5);

        Steps(1).ShouldBe("Look");
        lane.Found(RowOf(4));
        Offer(6);

        Steps(1).ShouldBe("Look");
    }

    [Fact]
    public void What_was_found_is_not_handled_a_second_time_from_memory()
    {
        Offer(4, 5, 6);

        lane.Found(RowOf(5));

        Steps(2).ShouldBe("6 Look");
    }

    [Fact]
    public void Looking_again_forgets_what_was_remembered()
    {
        Offer(4, 5);

        lane.LookAgain();

        Steps(2).ShouldBe("Look End");
    }

    private static LaneRow RowOf(int id) => Row with { Id = id };

    private void Offer(params int[] ids) => ids.ToList().ForEach(id => lane.TryOffer(RowOf(id)));

    private string Steps(int count) => string.Join(' ', Enumerable.Range(0, count)
        .Select(_ => lane.Next(out var row) is var step && step == LaneStep.Handle ? $"{row!.Id}" : $"{step}"));
}
