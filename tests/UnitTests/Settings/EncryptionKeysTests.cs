using WhatsAppSupport.Infrastructure.Sealing;
using static WhatsAppSupport.UnitTests.Settings.Environments;

namespace WhatsAppSupport.UnitTests.Settings;

public sealed class EncryptionKeysTests
{
    private static readonly string One = Convert.ToBase64String(Enumerable.Repeat((byte)1, RingKey.Length).ToArray());
    private static readonly string Two = Convert.ToBase64String(Enumerable.Repeat((byte)2, RingKey.Length).ToArray());

    [Fact]
    public void The_first_of_several_seals()
    {
        var ring = Read(Live(("ENCRYPTION_KEYS", $"2026b:{Two}, 2026a:{One}"))).Ring.ShouldNotBeNull();

        (ring.First, ring.Has("2026a"), ring.Has("2025")).ShouldBe(("2026b", true, false));
    }

    [Theory]
    [InlineData("off")]
    [InlineData("OFF")]
    public void The_sandbox_and_who_says_so_do_without(string value)
    {
        Read(Live(("ENCRYPTION_KEYS", value))).Ring.ShouldBeNull();
        Read(Sandbox()).Ring.ShouldBeNull();
    }

    [Theory]
    [InlineData("{1}", "key 1 does not begin with an id")]
    [InlineData("a:{1},:{2}", "key 2 does not begin with an id")]
    [InlineData("a b:{1}", "key 1 does not begin with an id")]
    [InlineData("a:nonsense", "key 1 is not 32 bytes")]
    [InlineData("a:AAAA", "key 1 is not 32 bytes")]
    [InlineData("a:{1}{1}", "key 1 is not 32 bytes")]
    [InlineData("a:{1},a:{2}", "names two keys alike")]
    [InlineData("off,a:{1}", "key 1 does not begin with an id")]
    public void What_is_wrong_is_said_without_the_key(string value, string problem)
    {
        var line = ErrorsOf(Sandbox(("ENCRYPTION_KEYS", value.Replace("{1}", One).Replace("{2}", Two)))).ShouldHaveSingleItem();

        line.ShouldStartWith($"ENCRYPTION_KEYS: {problem}");
        line.ShouldNotContain(One);
        line.ShouldContain("A right value: ");
    }

    [Fact]
    public void What_is_shown_of_it_are_the_ids()
    {
        var shown = Read(Live(("ENCRYPTION_KEYS", $"2026b:{Two},2026a:{One}"))).Taken.Single(setting => setting.Name == "ENCRYPTION_KEYS");

        shown.Value.ShouldBe("2026b, 2026a");
    }
}
