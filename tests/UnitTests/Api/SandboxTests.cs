using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Infrastructure.Msg91;

namespace WhatsAppSupport.UnitTests.Api;

public sealed class SandboxTests
{
    private const string Path = "/api/v1/sandbox/messages?phone=%2B91%2098111-12222";

    [Fact]
    public async Task What_would_have_been_sent_is_read_back_without_signing_in()
    {
        await using var face = await FaceApp.StartAsync(add: Sent);

        var (status, body) = await face.GetAsync(Path);

        status.ShouldBe(200);
        body.ShouldBe("""[{"id":"m1","to":"919811112222","from":"910000000000","text":"Hello!","options":["Order","Refund"],"sentAt":"2026-03-01T12:00:00+00:00","type":"text","list":null,"media":null,"location":null}]""");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?phone=12")]
    [InlineData("?phone=hello")]
    public async Task A_number_that_is_none_is_refused(string query)
    {
        await using var face = await FaceApp.StartAsync(add: Sent);

        var (status, body) = await face.GetAsync($"/api/v1/sandbox/messages{query}");

        status.ShouldBe(400);
        body.ShouldContain("\"field\":\"phone\"");
    }

    [Fact]
    public async Task From_elsewhere_and_outside_of_the_sandbox_it_is_not_there()
    {
        await using var face = await FaceApp.StartAsync(add: Sent);
        await using var live = await FaceApp.StartAsync(new AppSettings { Msg91 = new Msg91Options { AuthKey = "k" } }, Sent);

        (await face.GetAsync(Path, null, ("X-Forwarded-For", "127.0.0.1"))).Status.ShouldBe(404);
        (await face.GetAsync(Path, null, ("Host", "evil.example"))).Status.ShouldBe(404);
        (await live.GetAsync(Path, FaceApp.Key)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task An_answer_that_is_on_its_way_is_waited_for()
    {
        var turns = new Turns { LooksWhileOpen = 3 };
        await using var face = await FaceApp.StartAsync(add: services => services.AddSingleton<ISandboxMessages>(turns).AddSingleton<IOpenTurns>(turns));

        var (_, body) = await face.GetAsync(Path);

        body.ShouldContain("Hello!");
    }

    private static void Sent(IServiceCollection services) => services.AddSingleton<ISandboxMessages, OneMessage>().AddSingleton<IOpenTurns, Turns>();

    /// <summary>The message is sent when the turn is closed.</summary>
    private sealed class Turns : IOpenTurns, ISandboxMessages
    {
        public int LooksWhileOpen { get; set; }

        public bool IsOpen(PhoneNumber customer) => LooksWhileOpen-- > 0;

        public IReadOnlyList<SandboxMessage> For(string digits) => LooksWhileOpen < 0 ? new OneMessage().For(digits) : [];

        public void Forget(string address) => throw new InvalidOperationException("Nobody is erased here.");
    }

    private sealed class OneMessage : ISandboxMessages
    {
        public IReadOnlyList<SandboxMessage> For(string digits) =>
            digits == "919811112222" ? [new SandboxMessage("m1", digits, Msg91Options.SandboxNumber, "Hello!", ["Order", "Refund"], SetClock.Noon)] : [];

        public void Forget(string address) => throw new InvalidOperationException("Nobody is erased here.");
    }
}
