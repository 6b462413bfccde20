using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.UnitTests.Sealing;

/// <summary>One value: what opens it and what does not.</summary>
public sealed class SealedTextTests
{
    private const string Column = "messages.content";
    private static readonly Guid Row = Guid.CreateVersion7();
    private static readonly DataKey Key = DataKey.New();

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("नमस्ते, मेरा नंबर")]
    [InlineData("مرحبا 👋")]
    public void It_opens_where_it_was_sealed_and_says_nothing_outside(string text)
    {
        var stored = Sealed(text);

        SealedText.IsSealed(stored).ShouldBeTrue();
        stored.ShouldNotContain(text.Length > 0 ? text : "hello");
        Opened(stored, Column, Row).ShouldBe(text);
        Sealed(text).ShouldNotBe(stored);
    }

    [Fact]
    public void Moved_to_another_column_or_row_it_does_not_open()
    {
        var stored = Sealed("hello");

        Should.Throw<UnreadableValueException>(() => Opened(stored, "messages.media", Row)).Column.ShouldBe("messages.media");
        Should.Throw<UnreadableValueException>(() => Opened(stored, Column, Guid.CreateVersion7()));
    }

    [Fact]
    public void With_another_key_it_does_not_open()
    {
        using var cipher = new Cipher(DataKey.New());

        Should.Throw<UnreadableValueException>(() => cipher.Open(Column, Row, Sealed("hello")));
    }

    /// <summary>Each bit of what is stored, one after another.</summary>
    [Fact]
    public void With_any_bit_turned_it_is_an_error_that_names_the_row_and_not_the_content()
    {
        var stored = Sealed("hello");
        var bytes = Convert.FromBase64String(stored[2..]);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var turned = bytes.ToArray();
            turned[bit / 8] ^= (byte)(1 << (bit % 8));

            var error = Should.Throw<UnreadableValueException>(() => Opened(stored[..2] + Convert.ToBase64String(turned), Column, Row));

            error.Message.ShouldContain(Row.ToString());
            error.Message.ShouldNotContain("hello");
        }
    }

    [Theory]
    [InlineData("\u0001s")]
    [InlineData("\u0001snonsense")]
    [InlineData("\u0001sAAAA")]
    public void What_only_looks_sealed_is_an_error(string stored)
    {
        Should.Throw<UnreadableValueException>(() => Opened(stored, Column, Row));
    }

    /// <summary>A customer may write anything, also what looks like a mark of ours.</summary>
    [Theory]
    [InlineData("hello")]
    [InlineData("\u0001s")]
    [InlineData("\u0001cAAAA")]
    [InlineData("\u0001")]
    public void A_text_in_clear_comes_back_as_it_was_whatever_it_looks_like(string text)
    {
        using var clear = new Cipher(null);
        var stored = clear.Seal(Column, Row, text);

        clear.Open(Column, Row, stored).ShouldBe(text);
        Opened(stored, Column, Row).ShouldBe(text);
        Opened(Sealed(text), Column, Row).ShouldBe(text);
    }

    [Fact]
    public void Without_a_key_what_is_sealed_does_not_open()
    {
        using var clear = new Cipher(null);

        Should.Throw<UnreadableValueException>(() => clear.Open(Column, Row, Sealed("hello")));
    }

    private static string Sealed(string text)
    {
        using var cipher = new Cipher(Key);
        return cipher.Seal(Column, Row, text);
    }

    private static string Opened(string stored, string column, Guid row)
    {
        using var cipher = new Cipher(Key);
        return cipher.Open(column, row, stored);
    }
}
