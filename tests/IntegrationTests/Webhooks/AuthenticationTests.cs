using System.Net;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Webhooks;

/// <summary>Promise 10: without valid authentication nothing is stored, and nothing is told.</summary>
public sealed class AuthenticationTests() : FreshService(new Dictionary<string, string?>
{
    ["MSG91_WEBHOOK_SECRET"] = "the-old-secret,the-new-secret",
    ["MSG91_WEBHOOK_TOKEN"] = "the-old-token,the-new-token",
})
{
    private readonly string body = Shape.Plain.Text(Customers.Next(), "help", Posting.NewId());

    [Theory]
    [InlineData(Posting.Inbound)]
    [InlineData(Posting.Reports)]
    public async Task What_is_not_authentic_is_not_stored_and_told_nothing(string path)
    {
        var right = Posting.Signature(body, "the-new-secret");
        (string, string)[][] wrong =
        [
            [],
            [("X-MSG91-Signature", Posting.Signature(body, "another-secret"))],
            [("X-MSG91-Signature", Posting.Signature(body + " ", "the-new-secret"))],
            [("X-MSG91-Signature", right[..^1])],
            [("X-MSG91-Signature", "sha256=")],
            [("X-MSG91-Signature", "the-new-secret")],
            [("X-Webhook-Token", "the-new-secret")],
            [("X-Webhook-Token", "the-old-token,the-new-token")],
            [("X-Webhook-Token", "")],
            [("Authorization", "the-new-token")],
            [("Authorization", "Basic the-new-token")],
        ];

        var told = new HashSet<string>();
        foreach (var headers in wrong)
        {
            using var response = await Service.PostWithAsync(body, path, headers);
            response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            told.Add(await response.Content.ReadAsStringAsync());
        }

        var answer = told.ShouldHaveSingleItem();
        answer.ShouldNotContain("token", Case.Insensitive);
        answer.ShouldNotContain("signature", Case.Insensitive);
        answer.ShouldNotContain("secret", Case.Insensitive);

        (await Service.CountAsync("inbox")).ShouldBe(0);
        Service.Msg91.SentCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("the-old-secret")]
    [InlineData("the-new-secret")]
    public async Task Each_key_that_is_in_rotation_signs(string secret)
    {
        var signature = Posting.Signature(body, secret);

        await IsAcceptedAsync(Posting.Inbound, ("X-MSG91-Signature", signature));
    }

    [Fact]
    public async Task The_signatures_prefix_may_be_left_out() =>
        await IsAcceptedAsync(Posting.Inbound, ("X-MSG91-Signature", Posting.Signature(body, "the-new-secret")["sha256=".Length..]));

    [Theory]
    [InlineData("the-old-token")]
    [InlineData("the-new-token")]
    public async Task A_token_may_come_in_its_header(string token) => await IsAcceptedAsync(Posting.Inbound, ("X-Webhook-Token", token));

    [Fact]
    public async Task A_token_may_come_as_a_bearer() => await IsAcceptedAsync(Posting.Inbound, ("Authorization", "Bearer the-new-token"));

    [Fact]
    public async Task A_token_may_come_in_the_address() => await IsAcceptedAsync($"{Posting.Inbound}?token=the-new-token");

    [Fact]
    public async Task What_is_right_in_one_way_may_be_wrong_in_the_others() => await IsAcceptedAsync(
        $"{Posting.Inbound}?token=wrong", ("X-MSG91-Signature", "sha256=00"), ("Authorization", "Bearer wrong"), ("X-Webhook-Token", "the-new-token"));

    private async Task IsAcceptedAsync(string path, params (string, string)[] headers)
    {
        using var response = await Service.PostWithAsync(body, path, headers);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Service.CountAsync("inbox")).ShouldBe(1);
    }
}
