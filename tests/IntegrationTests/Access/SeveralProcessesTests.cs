using System.Net;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Access;

/// <summary>Who signed in at one process is known to all, and who is shut out at one is shut out at all, with the next request.</summary>
public sealed class SeveralProcessesTests
{
    private const string Session = "/api/v1/session";

    [Fact]
    public async Task What_is_changed_at_one_process_holds_at_the_other_at_once_and_a_restart_signs_nobody_out()
    {
        await using var first = await SupportService.StartAsync(Backend.Production, Flows.All);
        await using var second = await SupportProcess.StartAsync(first.Environment, first.StandIns);
        var (leaving, demoted, removed) = (await SignedIn.AsAsync(first, Role.Agent), await SignedIn.AsAsync(first, Role.Supervisor), await SignedIn.AsAsync(first, Role.Agent));
        foreach (var agent in new[] { leaving, demoted, removed })
        {
            (await agent.At(second.Http).GetAsync(Session)).Status.ShouldBe(HttpStatusCode.OK);
        }

        (await leaving.At(second.Http).SendAsync(HttpMethod.Delete, Session)).Status.ShouldBe(HttpStatusCode.NoContent);
        await first.AskAsync(HttpMethod.Patch, $"/api/v1/agents/{demoted.Id}", new { role = "viewer" });
        await first.AskAsync(HttpMethod.Patch, $"/api/v1/agents/{removed.Id}", new { isActive = false });

        (await leaving.GetAsync(Session)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await demoted.At(second.Http).GetAsync("/api/v1/inbox")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await removed.At(second.Http).GetAsync(Session)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        await first.StopAsync();
        await first.StartAsync();
        (await demoted.At(first.Http).GetAsync(Session)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(Backend.Laptop)]
    [InlineData(Backend.Production)]
    public async Task A_restart_signs_nobody_out_and_makes_nobody_else(Backend backend)
    {
        await using var service = await SupportService.StartAsync(backend, Flows.All);
        var administrator = await SignedIn.AdministratorAsync(service);

        await service.StopAsync();
        await service.StartAsync();

        (await administrator.At(service.Http).GetAsync(Session)).Status.ShouldBe(HttpStatusCode.OK);
        (await service.CountAsync("agents")).ShouldBe(1);
    }
}
