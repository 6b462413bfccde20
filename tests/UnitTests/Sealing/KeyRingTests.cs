using System.Security.Cryptography;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.UnitTests.Sealing;

public sealed class KeyRingTests
{
    private static readonly byte[] Data = RandomNumberGenerator.GetBytes(32);
    private static readonly RingKey Old = Key("old");
    private static readonly RingKey New = Key("new");

    [Fact]
    public void The_first_key_seals_and_all_open()
    {
        var before = new KeyRing([Old]).Wrap(Data, "a customer");
        var ring = new KeyRing([New, Old]);
        var after = ring.Wrap(Data, "a customer");

        (KeyRing.IdOf(before), KeyRing.IdOf(after)).ShouldBe(("old", "new"));
        ring.Unwrap(before, "a customer").ShouldBe(Data);
        ring.Unwrap(after, "a customer").ShouldBe(Data);
    }

    [Fact]
    public void A_key_that_is_not_there_is_named()
    {
        var wrapped = new KeyRing([Old]).Wrap(Data, "a customer");

        Should.Throw<RingKeyException>(() => new KeyRing([New]).Unwrap(wrapped, "a customer")).Message.ShouldContain("has no key 'old'");
    }

    [Fact]
    public void Another_key_under_the_same_id_is_told_from_the_right_one()
    {
        var wrapped = new KeyRing([Old]).Wrap(Data, "a customer");

        Should.Throw<RingKeyException>(() => new KeyRing([Key("old")]).Unwrap(wrapped, "a customer")).Message.ShouldContain("not the one");
    }

    [Fact]
    public void Sealed_for_one_place_it_opens_at_no_other()
    {
        var ring = new KeyRing([Old]);

        Should.Throw<RingKeyException>(() => ring.Unwrap(ring.Wrap(Data, "a customer"), "another customer"));
    }

    [Fact]
    public void Nothing_of_a_key_is_printed()
    {
        $"{new KeyRing([New, Old])} {New} {DataKey.New()}".ShouldBe("new, old new DataKey");
    }

    private static RingKey Key(string id) => new(id, RandomNumberGenerator.GetBytes(RingKey.Length));
}
