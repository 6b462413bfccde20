using System.Text;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Infrastructure.Persistence.Erasure;
using WhatsAppSupport.UnitTests.Domain;

namespace WhatsAppSupport.UnitTests.Persistence;

public sealed class MentionsTests
{
    private static readonly Customer ByNumber = Known.Asha;
    private static readonly Customer ByUserId = Known.Asha with { PhoneNumber = null, PhoneHash = null, Bsuid = Known.UserId, BsuidHash = Known.BsuidHash };

    [Theory]
    [InlineData("""{"from":"919811112222","timestamp":1772340300}""")]
    [InlineData("""{"from":"+91 98111-12222"}""")]
    [InlineData("""{"from":"+91 (98111) 12222"}""")]
    [InlineData("""{"from":"09811112222"}""")]
    [InlineData("""{"from":9811112222}""")]
    [InlineData("""{"messages":"[{\"from\":\"919811112222\"}]"}""")]
    [InlineData("""{"from":"\u0039198\u00311112222"}""")]
    [InlineData("""{"messages":"{\\\"from\\\":\\\"\\u002b91\\u002098111\\u201112222\\\"}"}""")]
    [InlineData("""{"from":"९१९८११११२२२२"}""")]
    [InlineData("not JSON at all: 98111 12222!")]
    public void A_number_is_found_however_it_is_written(string body) => Mentions.IsNamed(ByNumber, Encoding.UTF8.GetBytes(body)).ShouldBeTrue();

    [Theory]
    [InlineData("""{"from":"919811112223"}""")]
    [InlineData("""{"from":"98111","text":"12222"}""")]
    [InlineData("""{"bsuid":"IN.1234567890"}""")]
    [InlineData("")]
    public void Somebody_else_is_not(string body) => Mentions.IsNamed(ByNumber, Encoding.UTF8.GetBytes(body)).ShouldBeFalse();

    [Fact]
    public void A_user_id_is_found()
    {
        Mentions.IsNamed(ByUserId, """{"user":"in.1234567890"}"""u8).ShouldBeTrue();
        Mentions.IsNamed(ByUserId, """{"user":"IN.1234567891","from":"919811112222"}"""u8).ShouldBeFalse();
    }

    [Fact]
    public void A_number_among_bytes_that_are_no_text_is_found() => Mentions.IsNamed(ByNumber, [0xff, 0x00, .. "919811112222"u8, 0xfe]).ShouldBeTrue();
}
