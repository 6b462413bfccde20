using System.Net;
using Microsoft.AspNetCore.Http;
using WhatsAppSupport.Api.Access;

namespace WhatsAppSupport.UnitTests.Api;

public sealed class LocalCallerTests
{
    [Theory]
    [InlineData("127.0.0.1", "localhost:8080", true)]
    [InlineData("127.0.0.9", "127.0.0.1", true)]
    [InlineData("::1", "[::1]:8080", true)]
    [InlineData("::ffff:127.0.0.1", "LOCALHOST", true)]
    [InlineData("203.0.113.1", "localhost", false)]
    [InlineData("::ffff:203.0.113.1", "localhost", false)]
    [InlineData(null, "localhost", false)]
    [InlineData("127.0.0.1", "evil.example", false)]
    [InlineData("127.0.0.1", "localhost.evil.example", false)]
    [InlineData("127.0.0.1", "", false)]
    public void Address_and_name_must_both_be_this_machines(string? address, string host, bool isLocal)
    {
        LocalCaller.Is(From(address, host)).ShouldBe(isLocal);
    }

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("x-forwarded-for")]
    [InlineData("X-Original-For")]
    [InlineData("Forwarded")]
    [InlineData("X-Real-IP")]
    [InlineData("Via")]
    public void What_comes_through_a_proxy_comes_from_elsewhere(string header)
    {
        var context = From("127.0.0.1", "localhost");

        context.Request.Headers[header] = "127.0.0.1";

        LocalCaller.Is(context).ShouldBeFalse();
    }

    private static DefaultHttpContext From(string? address, string host)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = address is null ? null : IPAddress.Parse(address);
        context.Request.Host = new HostString(host);
        return context;
    }
}
