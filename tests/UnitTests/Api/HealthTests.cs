using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Health;

namespace WhatsAppSupport.UnitTests.Api;

public sealed class HealthTests
{
    [Theory]
    [InlineData(PartState.Up, 200, """{"status":"up"}""")]
    [InlineData(PartState.Degraded, 200, """{"status":"up"}""")]
    [InlineData(PartState.Down, 503, """{"status":"down"}""")]
    public async Task It_is_ready_unless_a_part_is_down(PartState state, int status, string body)
    {
        await using var face = await FaceApp.StartAsync(add: services => services
            .AddSingleton<IHealthPart>(new Part("database", () => PartHealth.Up))
            .AddSingleton<IHealthPart>(new Part("sessions", () => new PartHealth(state, "detail"))));

        (await face.GetAsync("/health/ready")).ShouldBe((status, body));
        (await face.GetAsync("/health/live")).ShouldBe((200, """{"status":"up"}"""));
    }

    [Fact]
    public async Task Each_part_is_told_by_itself()
    {
        await using var face = await FaceApp.StartAsync(add: services => services
            .AddSingleton<IHealthPart>(new Part("database", () => throw new InvalidOperationException("postgres://u:KEPT@h")))
            .AddSingleton<IHealthPart>(new Part("sessions", () => new PartHealth(PartState.Degraded, "Redis does not answer"))));

        var (status, body) = await face.GetAsync("/health");

        status.ShouldBe(503);
        body.ShouldStartWith("""{"status":"down","parts":[{"name":"database","status":"down","detail":"InvalidOperationException",""");
        body.ShouldContain("""{"name":"sessions","status":"degraded","detail":"Redis does not answer",""");
        body.ShouldNotContain("KEPT");
    }

    [Fact]
    public async Task A_part_that_hangs_is_down_after_two_seconds()
    {
        await using var face = await FaceApp.StartAsync(add: services => services.AddSingleton<IHealthPart>(new Hanging()));

        var (_, body) = await face.GetAsync("/health");

        body.ShouldContain("no answer within 1500 ms");
    }

    [Fact]
    public async Task A_process_that_is_stopping_is_no_longer_ready()
    {
        await using var face = await FaceApp.StartAsync();
        var controller = new WhatsAppSupport.Api.Health.HealthController(face.Services.GetRequiredService<WhatsAppSupport.Api.Health.HealthReports>());

        await face.App.StopAsync();
        var answer = await controller.Ready(face.App.Lifetime, CancellationToken.None);

        answer.Result.ShouldBeOfType<Microsoft.AspNetCore.Mvc.ObjectResult>().StatusCode.ShouldBe(503);
    }

    private sealed class Part(string name, Func<PartHealth> check) : IHealthPart
    {
        public string Name => name;

        public ValueTask<PartHealth> CheckAsync(CancellationToken cancellationToken) => ValueTask.FromResult(check());
    }

    private sealed class Hanging : IHealthPart
    {
        public string Name => "hanging";

        public async ValueTask<PartHealth> CheckAsync(CancellationToken cancellationToken)
        {
            await new TaskCompletionSource().Task;
            return PartHealth.Up;
        }
    }
}
