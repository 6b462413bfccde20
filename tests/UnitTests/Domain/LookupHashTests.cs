using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.UnitTests.Domain;

public sealed class LookupHashTests
{
    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000", 0)]
    [InlineData("03ff0000-0000-0000-0000-000000000000", 1023)]
    [InlineData("04000000-0000-0000-0000-000000000000", 0)]
    [InlineData("abcd0000-0000-0000-0000-000000000000", 0xabcd % 1024)]
    public void The_slot_is_its_first_two_bytes_modulo_1024(string hash, int slot)
    {
        new LookupHash(new Guid(hash)).Slot.ShouldBe(slot);
    }

    [Fact]
    public void Slots_are_shared_out_evenly()
    {
        var random = new Random(1);
        var bytes = new byte[16];
        var counts = new int[LookupHash.Slots];
        for (var count = 0; count < 100 * LookupHash.Slots; count++)
        {
            random.NextBytes(bytes);
            counts[new LookupHash(new Guid(bytes, bigEndian: true)).Slot]++;
        }

        counts.Min().ShouldBeGreaterThan(40);
        counts.Max().ShouldBeLessThan(200);
    }

    [Fact]
    public void It_prints_as_32_hex_digits()
    {
        Known.PhoneHash.ToString().ShouldBe("11111111111111111111111111111111");
    }
}
