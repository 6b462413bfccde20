using System.Net;
using System.Net.Sockets;
using System.Text;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Webhooks;

[Collection(InProduction.Name)]
public sealed class BodySizeTests(ProductionService shared)
{
    private const int MiB = 1024 * 1024;

    private readonly SupportService service = shared.Service;

    [Theory]
    [InlineData("Content-Length: 1048577", "")]
    [InlineData("Transfer-Encoding: chunked", "100001\r\n")]
    public async Task A_body_of_more_than_a_mebibyte_is_refused_whether_its_length_is_told_or_not(string framing, string chunk)
    {
        var before = await service.CountAsync("inbox");
        var head = $"POST {Posting.Inbound} HTTP/1.1\r\nHost: localhost\r\nX-Webhook-Token: {SupportService.WebhookToken}\r\n{framing}\r\n\r\n{chunk}";

        // The server hangs up on who goes on sending, which HttpClient takes for a failure: by hand, exactly as much as it reads.
        using var connection = new TcpClient();
        await connection.ConnectAsync(service.Http.BaseAddress!.Host, service.Http.BaseAddress.Port);
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
        if (chunk.Length > 0)
        {
            await connection.GetStream().WriteAsync(new byte[MiB + 1]);
        }

        using var reader = new StreamReader(connection.GetStream());
        (await reader.ReadLineAsync()).ShouldBe("HTTP/1.1 413 Payload Too Large");
        (await service.CountAsync("inbox")).ShouldBe(before);
    }

    [Fact]
    public async Task A_body_of_just_a_mebibyte_is_taken()
    {
        var customer = Customers.Next();
        var body = Shape.Msg91.Text(customer, "help", Posting.NewId());

        var receipt = await service.AcceptAsync(body + new string(' ', MiB - Encoding.UTF8.GetByteCount(body)));

        receipt.Accepted.ShouldBe(1);
        (await service.RepliesAsync(customer, 2)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_chunked_body_is_taken_like_any_other()
    {
        var customer = Customers.Next();
        var body = Encoding.UTF8.GetBytes(Shape.Msg91.Text(customer, "help", Posting.NewId()));
        using var request = new HttpRequestMessage(HttpMethod.Post, Posting.Inbound) { Content = new StreamContent(new NoLength(body)) };
        request.Headers.Add("X-Webhook-Token", SupportService.WebhookToken);

        using var response = await service.Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await service.RepliesAsync(customer, 2)).Count.ShouldBe(2);
    }

    private sealed class NoLength(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
