using System.Security.Cryptography;
using System.Text;
using WhatsAppSupport.Infrastructure.Msg91.Webhooks;

namespace WhatsAppSupport.UnitTests.Msg91.Webhooks;

public class WebhookAuthenticationTests
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes(Bodies.Plain);
    private static readonly WebhookAuthentication Guard = new(["new-key", "old-key"], ["new-token", "old-token"]);

    private static string Signature(string key, byte[]? body = null) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), body ?? Body));

    private static bool Signed(string? header) => Guard.Accepts(Body, header, null, null, null);

    [Theory]
    [InlineData("new-key")]
    [InlineData("old-key")]
    public void A_signature_by_any_key_is_accepted_in_every_writing(string key)
    {
        var hex = Signature(key);

        Signed(hex).ShouldBeTrue();
        Signed("sha256=" + hex).ShouldBeTrue();
        Signed("SHA256=" + hex.ToUpperInvariant()).ShouldBeTrue();
        Signed($" {hex} ").ShouldBeTrue();
    }

    [Fact]
    public void A_signature_of_another_body_or_by_another_key_is_refused()
    {
        Signed(Signature("other-key")).ShouldBeFalse();
        Signed(Signature("new-key", [.. Body, (byte)' '])).ShouldBeFalse();
        Signed(Signature("New-Key")).ShouldBeFalse();
        Signed(Signature("")).ShouldBeFalse();
    }

    [Fact]
    public void A_malformed_signature_is_refused_without_an_exception()
    {
        var hex = Signature("new-key");
        string?[] headers =
        [
            null, "", " ", "sha256=", hex[..^1], hex[..^2], hex + "0", hex + "00", "sha1=" + hex, "sha256=sha256=" + hex, "g" + hex[1..],
            new string('0', 64), new string('é', 64), new string('a', 100_000), "sha256:" + hex, $"{hex},{hex}",
        ];

        foreach (var header in headers)
        {
            Signed(header).ShouldBeFalse(header);
        }
    }

    [Theory]
    [InlineData("new-token")]
    [InlineData("old-token")]
    public void Any_token_is_accepted_in_each_place(string token)
    {
        Guard.Accepts(Body, null, token, null, null).ShouldBeTrue();
        Guard.Accepts(Body, null, null, "Bearer " + token, null).ShouldBeTrue();
        Guard.Accepts(Body, null, null, $"bearer  {token} ", null).ShouldBeTrue();
        Guard.Accepts(Body, null, null, null, token).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("new-toke")]
    [InlineData("new-token2")]
    [InlineData("NEW-TOKEN")]
    [InlineData("new-token,old-token")]
    [InlineData("Bearer new-token")]
    [InlineData("new-key")]
    public void A_wrong_token_is_refused_everywhere(string token)
    {
        Guard.Accepts(Body, null, token, null, null).ShouldBeFalse();
        Guard.Accepts(Body, null, null, "Bearer " + token, null).ShouldBeFalse();
        Guard.Accepts(Body, null, null, null, token).ShouldBeFalse();
    }

    [Fact]
    public void An_over_long_token_is_refused_without_an_exception()
    {
        Guard.Accepts(Body, null, new string('x', 100_000), "Bearer " + new string('\ud800', 10_000), new string('é', 600)).ShouldBeFalse();
    }

    [Fact]
    public void Only_the_bearer_scheme_carries_a_token()
    {
        Guard.Accepts(Body, null, null, "new-token", null).ShouldBeFalse();
        Guard.Accepts(Body, null, null, "Basic new-token", null).ShouldBeFalse();
        Guard.Accepts(Body, null, null, "Bearernew-token", null).ShouldBeFalse();
        Guard.Accepts(Body, null, null, "Bearer", null).ShouldBeFalse();
    }

    [Fact]
    public void A_token_is_no_key()
    {
        Signed(Signature("new-token")).ShouldBeFalse();
        Signed("new-token").ShouldBeFalse();
    }

    [Fact]
    public void One_right_proof_is_enough_beside_wrong_ones()
    {
        Guard.Accepts(Body, "sha256=" + Signature("new-key"), "wrong", "Bearer wrong", "wrong").ShouldBeTrue();
        Guard.Accepts(Body, "wrong", "wrong", "Bearer new-token", "wrong").ShouldBeTrue();
    }

    [Fact]
    public void With_nothing_configured_nothing_is_accepted()
    {
        foreach (var nothing in (WebhookAuthentication[])[new([], []), new([""], [" "])])
        {
            nothing.Accepts(Body, Signature(""), "", "Bearer ", "").ShouldBeFalse();
            nothing.Accepts(Body, Signature(" "), " ", "Bearer  ", " ").ShouldBeFalse();
            nothing.Accepts(Body, null, null, null, null).ShouldBeFalse();
            nothing.Accepts([], Signature("", []), null, null, null).ShouldBeFalse();
        }
    }
}
