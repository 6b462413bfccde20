using WhatsAppSupport.Domain.Customers;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Domain;

public sealed class CustomerTests
{
    private static readonly DateTimeOffset Later = Noon + TimeSpan.FromHours(1);

    [Fact]
    public void What_they_write_opens_the_window_and_tells_their_name()
    {
        var heard = Asha.Heard(Later, " Asha Rao ", Later);

        (heard.LastHeardAt, heard.Name, heard.UpdatedAt).ShouldBe((Later, "Asha Rao", Later));
        Asha.Name.ShouldBe("Asha");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t")]
    public void A_message_without_a_name_leaves_the_one_that_is_known(string? name)
    {
        Asha.Heard(Later, name, Later).Name.ShouldBe("Asha");
    }

    [Fact]
    public void A_name_that_is_too_long_is_cut_between_two_characters()
    {
        var fits = new string('a', Customer.NameMaxLength);
        var pair = new string('a', Customer.NameMaxLength - 1) + "😀";

        Asha.Heard(Later, fits, Later).Name.ShouldBe(fits);
        Asha.Heard(Later, fits + "b", Later).Name.ShouldBe(fits);
        Asha.Heard(Later, pair, Later).Name.ShouldBe(new string('a', Customer.NameMaxLength - 1));
    }

    [Fact]
    public void Somebody_who_was_never_heard_is_heard_now()
    {
        (Asha with { LastHeardAt = null }).Heard(Noon, null, Noon).LastHeardAt.ShouldBe(Noon);
    }

    [Fact]
    public void Answers_go_to_the_number_and_to_the_user_id_where_there_is_none()
    {
        (Asha with { Bsuid = UserId }).Address.ShouldBe(Digits);
        (Asha with { PhoneNumber = null, Bsuid = UserId }).Address.ShouldBe(UserId);
        Should.Throw<InvalidOperationException>(() => (Asha with { PhoneNumber = null }).Address);
    }
}
