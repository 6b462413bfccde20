using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Persistence;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Persistence;

public sealed class StatusChangeTests
{
    private static readonly MessageId Message = MessageId.New(Noon);

    [Fact]
    public void Several_reports_of_one_message_are_one_change_to_the_highest_state()
    {
        var together = Of(DeliveryStatus.Read, 3).And(Of(DeliveryStatus.Sent, 1)).And(Of(DeliveryStatus.Delivered, 2));

        together.ShouldBe(new StatusChange(Message, DeliveryStatus.Read, At(1), At(2), At(3), null));
    }

    [Fact]
    public void A_failure_says_why_unless_the_message_arrived_after_all()
    {
        var failed = Of(DeliveryStatus.Failed, 1, "(131026)");

        failed.And(Of(DeliveryStatus.Sent, 2)).Reason.ShouldBe("(131026)");
        Of(DeliveryStatus.Sent, 2).And(failed).Reason.ShouldBe("(131026)");
        failed.And(Of(DeliveryStatus.Failed, 2, "later")).Reason.ShouldBe("(131026)");
        failed.And(Of(DeliveryStatus.Delivered, 2)).Reason.ShouldBeNull();
        Of(DeliveryStatus.Delivered, 2).And(failed).Reason.ShouldBeNull();
    }

    [Fact]
    public void Of_repeats_the_earliest_time_counts_whichever_comes_first()
    {
        var (early, late) = (Of(DeliveryStatus.Delivered, 1), Of(DeliveryStatus.Delivered, 9));

        early.And(late).DeliveredAt.ShouldBe(At(1));
        late.And(early).DeliveredAt.ShouldBe(At(1));
    }

    private static StatusChange Of(DeliveryStatus status, int second, string? reason = null) => StatusChange.Of(Message, status, At(second), reason);

    private static DateTimeOffset At(int second) => Noon + TimeSpan.FromSeconds(second);
}
