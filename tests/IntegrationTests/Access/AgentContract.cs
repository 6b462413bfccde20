using System.Net;
using System.Text.Json.Nodes;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Access;

public abstract class AgentContract(AccessService access) : AccessContract(access)
{
    [Fact]
    public async Task An_agent_is_added_read_and_changed_and_every_change_is_written_down()
    {
        var administrator = await AsAsync(Role.Administrator);

        var added = await administrator.SendAsync(HttpMethod.Post, Agents, new { email = "asha@shop.example", name = "Asha", role = "viewer" });
        var path = added.Headers.Location!.OriginalString;
        var changed = await administrator.SendAsync(HttpMethod.Patch, path, new { name = "Asha R", role = "supervisor" }, ("If-Match", added.Headers.ETag!.Tag));
        var read = await administrator.GetAsync(path);

        (added.Status, changed.Status).ShouldBe((HttpStatusCode.Created, HttpStatusCode.OK));
        (read.Body!.Word("name"), read.Body!.Word("role"), read.Headers.ETag!.Tag).ShouldBe(("Asha R", "supervisor", "\"2\""));
        (await administrator.GetAsync(Agents + "?limit=200")).Body!["agents"]!.AsArray().ShouldContain(agent => (string?)agent!["email"] == "asha@shop.example");
        var entries = await EntriesAsync(administrator, $"subject={read.Body!.Word("id")}");
        entries.Select(entry => entry.Word("action")).ShouldBe(["agent.changed", "agent.created"]);
        (entries[0]["actor"]!["id"]!.GetValue<Guid>(), entries[0]["actor"]!["kind"]!.GetValue<string>()).ShouldBe((administrator.Id, "agent"));
        entries[0]["before"]!.ToJsonString().ShouldBe("""{"name":"Asha","role":"viewer"}""");
        entries[0]["after"]!.ToJsonString().ShouldBe("""{"name":"Asha R","role":"supervisor"}""");
        entries[1]["before"].ShouldBeNull();
    }

    [Fact]
    public async Task What_was_read_before_somebody_elses_change_overwrites_nothing()
    {
        var agent = await AsAsync(Role.Agent);
        var administrator = await AsAsync(Role.Administrator);
        var path = $"{Agents}/{agent.Id}";
        var etag = (await administrator.GetAsync(path)).Headers.ETag!.Tag;
        await administrator.SendAsync(HttpMethod.Patch, path, new { name = "Mira" });

        var late = await administrator.SendAsync(HttpMethod.Patch, path, new { name = "Lost" }, ("If-Match", etag));

        (late.Status, late.Code).ShouldBe((HttpStatusCode.PreconditionFailed, "version_mismatch"));
        ((long)late.Body!["version"]!).ShouldBe(3);
        (await administrator.GetAsync(path)).Body!.Word("name").ShouldBe("Mira");
        (await administrator.SendAsync(HttpMethod.Patch, path, new { name = "Lost" }, ("If-Match", "three"))).Code.ShouldBe("invalid");
        (await administrator.SendAsync(HttpMethod.Post, $"{path}/password-reset", null, ("If-Match", etag))).Code.ShouldBe("version_mismatch");
    }

    [Fact]
    public async Task Another_role_and_none_at_all_hold_with_the_next_request()
    {
        var agent = await AsAsync(Role.Supervisor);
        (await agent.GetAsync("/api/v1/inbox")).Status.ShouldBe(HttpStatusCode.OK);

        await Service.AskAsync(HttpMethod.Patch, $"{Agents}/{agent.Id}", new { role = "agent" });
        (await agent.GetAsync("/api/v1/inbox")).Status.ShouldBe(HttpStatusCode.Forbidden);
        await Service.AskAsync(HttpMethod.Patch, $"{Agents}/{agent.Id}", new { isActive = false });
        (await agent.GetAsync(Session)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        await Service.AskAsync(HttpMethod.Patch, $"{Agents}/{agent.Id}", new { isActive = true });

        (await agent.GetAsync(Session)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Nobody_changes_their_own_role()
    {
        var administrator = await AsAsync(Role.Administrator);
        var path = $"{Agents}/{administrator.Id}";

        (await administrator.SendAsync(HttpMethod.Patch, path, new { role = "viewer" })).Code.ShouldBe("own_role");
        (await administrator.SendAsync(HttpMethod.Patch, path, new { name = "Mira", role = "administrator" })).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("""{"email":"m@shop.example","name":"Mira","role":"viewer","mustChangePassword":false}""", "mustChangePassword")]
    [InlineData("""{"email":"m@shop.example","name":"Mira","role":"viewer","passwordHash":"x"}""", "passwordHash")]
    [InlineData("""{"email":"m@shop.example","name":"Mira","role":"viewer","role":"administrator"}""", "role")]
    [InlineData("""{"email":"m@shop.example","name":"Mira","role":3}""", "role")]
    [InlineData("""{"email":"nowhere","name":"Mira","role":"viewer"}""", "email")]
    public async Task Nothing_is_set_that_is_not_to_be_set(string body, string field)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, Agents) { Content = content };
        request.Headers.Authorization = new("Bearer", SupportService.AdminKey);

        using var response = await Service.Http.SendAsync(request);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        problem["fields"]!.AsArray().ShouldHaveSingleItem()!["field"]!.GetValue<string>().ShouldBe(field);
        problem.ToJsonString().ShouldNotContain("WhatsAppSupport");
    }

    [Fact]
    public async Task An_invented_id_tells_nothing_to_anybody()
    {
        var (administrator, viewer) = (await AsAsync(Role.Administrator), await AsAsync(Role.Viewer));
        var invented = Guid.CreateVersion7();

        (await administrator.GetAsync($"{Agents}/{invented}")).Code.ShouldBe("agent_not_found");
        (await administrator.SendAsync(HttpMethod.Patch, $"{Agents}/{invented}", new { name = "Mira" })).Code.ShouldBe("agent_not_found");
        (await administrator.SendAsync(HttpMethod.Post, $"{Agents}/{invented}/unlock")).Code.ShouldBe("agent_not_found");
        (await administrator.SendAsync(HttpMethod.Post, $"{Agents}/{invented}/password-reset")).Code.ShouldBe("agent_not_found");
        (await administrator.GetAsync($"{Agents}/1")).Status.ShouldBe(HttpStatusCode.NotFound);
        foreach (var id in new[] { invented, administrator.Id })
        {
            (await viewer.SendAsync(HttpMethod.Patch, $"{Agents}/{id}", new { name = "Mira" })).Code.ShouldBe("not_allowed");
            (await viewer.SendAsync(HttpMethod.Delete, $"{Keys}/{id}")).Code.ShouldBe("not_allowed");
        }
    }

    [Fact]
    public async Task The_log_is_read_by_who_asks_for_a_part_of_it()
    {
        var (supervisor, agent) = (await AsAsync(Role.Supervisor), await AsAsync(Role.Agent));

        (await agent.GetAsync("/api/v1/audit")).Status.ShouldBe(HttpStatusCode.Forbidden);
        var first = (await supervisor.GetAsync($"/api/v1/audit?subject={agent.Id}&limit=2")).Body!;
        var second = (await supervisor.GetAsync($"/api/v1/audit?subject={agent.Id}&limit=2&after={first.Word("next")}")).Body!;

        first["entries"]!.AsArray().Concat(second["entries"]!.AsArray()).Select(entry => (string?)entry!["action"])
            .ShouldBe(["session.opened", "agent.password_changed", "session.opened", "agent.created"]);
        second["next"].ShouldBeNull();
        (await EntriesAsync(supervisor, $"actor={agent.Id}&action=agent.password_changed")).Count.ShouldBe(1);
        (await EntriesAsync(supervisor, $"subject={agent.Id}&to=2020-01-01T00:00:00Z")).ShouldBeEmpty();
        (await supervisor.GetAsync("/api/v1/audit?limit=201")).Code.ShouldBe("invalid");
        (await supervisor.GetAsync("/api/v1/audit?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z")).Code.ShouldBe("invalid");
    }

    private static async Task<List<JsonObject>> EntriesAsync(SignedIn reader, string filter) =>
        [.. (await reader.GetAsync($"/api/v1/audit?{filter}")).Body!["entries"]!.AsArray().Select(entry => entry!.AsObject())];
}

public sealed class AgentsOnLaptop(LaptopAccess access) : AgentContract(access), IClassFixture<LaptopAccess>;

public sealed class AgentsInProduction(ProductionAccess access) : AgentContract(access), IClassFixture<ProductionAccess>;
