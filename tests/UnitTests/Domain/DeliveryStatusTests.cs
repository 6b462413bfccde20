using FsCheck;
using FsCheck.Fluent;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Domain;

public sealed class DeliveryStatusTests
{
    private static readonly DeliveryStatus[] All = Enum.GetValues<DeliveryStatus>();

    [Fact]
    public void Reports_in_every_order_and_with_repeats_end_in_the_same_state()
    {
        Prop.ForAll(Reports, reports =>
        {
            var inOrder = After(reports);
            return After([.. reports.Reverse()]) == inOrder
                && After([.. reports.Order()]) == inOrder
                && After([.. reports.Concat(reports)]) == inOrder
                && After([.. reports.Distinct()]) == inOrder;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Each_of_the_1364_orders_of_up_to_five_reports_ends_in_the_highest()
    {
        DeliveryStatus[] reported = [DeliveryStatus.Sent, DeliveryStatus.Delivered, DeliveryStatus.Read, DeliveryStatus.Failed];
        List<DeliveryStatus[]> orders = [[]];
        for (var length = 1; length <= 5; length++)
        {
            orders.AddRange([.. orders.Where(order => order.Length == length - 1).SelectMany(order => reported, (order, status) => order.Append(status).ToArray())]);
        }

        orders.Count.ShouldBe(1 + 1_364);
        orders.ShouldAllBe(order => After(order) == order.Append(DeliveryStatus.Pending).Max());
    }

    [Fact]
    public void A_status_never_goes_back()
    {
        Prop.ForAll(Reports, reports =>
        {
            var states = reports.Select((_, count) => After(reports[..(count + 1)])).ToList();
            return states.SequenceEqual(states.Order());
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(DeliveryStatus.Failed, DeliveryStatus.Delivered, DeliveryStatus.Delivered)]
    [InlineData(DeliveryStatus.Delivered, DeliveryStatus.Failed, DeliveryStatus.Delivered)]
    [InlineData(DeliveryStatus.Unknown, DeliveryStatus.Sent, DeliveryStatus.Sent)]
    [InlineData(DeliveryStatus.Read, DeliveryStatus.Sent, DeliveryStatus.Read)]
    [InlineData(DeliveryStatus.Cancelled, DeliveryStatus.Read, DeliveryStatus.Cancelled)]
    public void The_later_of_two_stands(DeliveryStatus current, DeliveryStatus reported, DeliveryStatus then)
    {
        current.Later(reported).ShouldBe(then);
    }

    [Fact]
    public void The_order_is_the_one_that_was_promised()
    {
        All.Order().ShouldBe(
        [
            DeliveryStatus.Pending, DeliveryStatus.Sending, DeliveryStatus.Unknown, DeliveryStatus.Sent, DeliveryStatus.Failed,
            DeliveryStatus.Delivered, DeliveryStatus.Read, DeliveryStatus.Cancelled,
        ]);
    }

    private static Arbitrary<DeliveryStatus[]> Reports => Gen.Elements(All).ArrayOf().ToArbitrary();

    private static DeliveryStatus After(DeliveryStatus[] reports) =>
        reports.Aggregate(DeliveryStatus.Pending, (current, reported) => current.Later(reported));
}
