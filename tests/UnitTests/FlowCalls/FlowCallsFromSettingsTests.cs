using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Api.Composition;
using WhatsAppSupport.Application.FlowCalls;
using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.TestServers;
using WhatsAppSupport.UnitTests.Outgoing;
using WhatsAppSupport.UnitTests.Settings;

namespace WhatsAppSupport.UnitTests.FlowCalls;

/// <summary>The whole program, as it is put together, and a server of this machine; nothing is replaced.</summary>
public sealed class FlowCallsFromSettingsTests : IAsyncLifetime
{
    private ApiStandIn api = null!;

    public async Task InitializeAsync() => api = await ApiStandIn.StartAsync();

    public async Task DisposeAsync() => await api.DisposeAsync();

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task A_host_and_a_secret_from_the_settings_are_used(string host)
    {
        var answer = await SendAsync($"http://{host}:{api.Address.Port}/x?key=${{FLOW_SECRET_SHOP}}", ("FLOW_PRIVATE_HOSTS", $"{host}:{api.Address.Port}"), ("FLOW_SECRET_SHOP", "the-secret"));

        answer.ShouldBe(new FlowAnswer.Succeeded(200, """{"ok":true}"""));
        api.Received.ShouldHaveSingleItem().Target.ShouldBe("/x?key=the-secret");
    }

    [Fact]
    public async Task Without_settings_nobody_is_asked()
    {
        (await SendAsync($"http://127.0.0.1:{api.Address.Port}/")).ShouldBe(new FlowAnswer.Failed(CallFailures.RefusedAddress));
        (await SendAsync("https://shop.example/", ("FLOW_API_HOSTS", "*.shop.example"))).ShouldBe(new FlowAnswer.Failed(CallFailures.RefusedAddress));

        api.Received.ShouldBeEmpty();
    }

    private static async Task<FlowAnswer> SendAsync(string url, params (string Name, string Value)[] settings)
    {
        await using var app = SupportApp.Build(Environments.Read(Environments.Sandbox([.. settings, ("PORT", "0")])));
        return await app.Services.GetRequiredService<IApiCalls>().SendAsync(GuardUnderTest.Get(url), "key", default);
    }
}
