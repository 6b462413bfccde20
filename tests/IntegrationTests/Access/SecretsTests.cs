using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Access;

public sealed class SecretsTests
{
    [Fact]
    public async Task No_password_key_cookie_or_email_is_logged_and_none_is_written_down_or_answered()
    {
        await using var process = await SupportProcess.StartAsync(Backend.Production, Flows.All);
        var agent = await SignedIn.AsAsync(process, Role.Supervisor);
        await new SignedIn(process.Http).SignInAsync(agent.Email, "a guessed-secret");
        var (_, key) = await process.AskAsync(HttpMethod.Post, "/api/v1/keys", new { name = "shop", scopes = new[] { "agents:read" } });
        var (_, reset) = await process.AskAsync(HttpMethod.Post, $"/api/v1/agents/{agent.Id}/password-reset");
        await agent.SendAsync(HttpMethod.Put, "/api/v1/session/password", new { current = "a guessed-secret", @new = "another guessed-secret" });
        await agent.SendAsync(HttpMethod.Get, "/api/v1/agents", null, ("Authorization", "Bearer wsk_guessed-secret"));

        string[] secrets =
        [
            agent.Password, "guessed-secret", key.Word("secret")!, reset.Word("temporaryPassword")!, .. agent.Cookies.Values, agent.CsrfToken!,
            SupportService.AdminPassword, SupportService.AdminKey,
        ];
        var (_, audit) = await process.AskAsync(HttpMethod.Get, "/api/v1/audit?limit=200");
        var (_, agents) = await process.AskAsync(HttpMethod.Get, "/api/v1/agents?limit=200");
        var (_, keys) = await process.AskAsync(HttpMethod.Get, "/api/v1/keys?limit=200");
        var stored = await process.ListAsync<string>("SELECT row_to_json(audit)::text FROM audit UNION ALL SELECT row_to_json(agents)::text FROM agents");
        foreach (var told in new[] { process.Log, audit.ToJsonString(), agents.ToJsonString(), keys.ToJsonString(), string.Join('\n', stored) })
        {
            secrets.Where(secret => told.Contains(secret, StringComparison.Ordinal)).ShouldBeEmpty();
        }

        process.Log.ShouldNotContain("@shop.example");
        process.Log.ShouldNotContain("XML encryptor");
        audit["entries"]!.AsArray().Count.ShouldBeGreaterThan(5);
    }
}
