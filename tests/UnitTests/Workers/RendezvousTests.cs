using WhatsAppSupport.Application.Workers;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.UnitTests.Workers;

public sealed class RendezvousTests
{
    private static readonly WorkerId[] Five = [.. Enumerable.Range(1, 5).Select(number => new WorkerId(new Guid(number, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11])))];

    [Fact]
    public void Everybody_comes_to_the_same_answer_whatever_the_order_they_see_each_other_in()
    {
        OwnersAmong(Five).ShouldBe(OwnersAmong([.. Five.Reverse()]));
    }

    [Fact]
    public void The_slots_are_shared_evenly()
    {
        var shares = OwnersAmong(Five).CountBy(owner => owner).Select(share => share.Value).ToList();

        shares.Count.ShouldBe(5);
        shares.ShouldAllBe(share => share > 150 && share < 270);
    }

    [Fact]
    public void Only_the_slots_of_who_has_gone_move()
    {
        var before = OwnersAmong(Five);

        var after = OwnersAmong([.. Five.Skip(1)]);

        before.Zip(after).Where(slot => slot.First != Five[0]).ShouldAllBe(slot => slot.First == slot.Second);
        after.ShouldNotContain(Five[0]);
    }

    /// <summary>Processes of two versions share the work during an upgrade: the hash is as fixed as the schema.</summary>
    [Fact]
    public void The_hash_never_changes()
    {
        string.Concat(OwnersAmong(Five).Take(40).Select(owner => Array.IndexOf(Five, owner))).ShouldBe("4321343243414034143133440213204144122432");
    }

    private static WorkerId[] OwnersAmong(WorkerId[] live) => [.. Enumerable.Range(0, LookupHash.Slots).Select(slot => Rendezvous.OwnerOf(slot, live))];
}
