using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Access;

public abstract class KeyContract(AccessService access) : AccessContract(access)
{
    [Fact]
    public async Task A_key_is_told_once_and_may_do_what_it_was_made_for()
    {
        var administrator = await AsAsync(Role.Administrator);

        var issued = await administrator.SendAsync(HttpMethod.Post, Keys, new { name = "shop", scopes = new[] { "conversations:read" } });
        var (secret, id) = (issued.Body!.Word("secret")!, issued.Body!["key"]!.AsObject().Word("id")!);

        (issued.Status, secret[..4], secret.Length).ShouldBe((HttpStatusCode.Created, "wsk_", 47));
        (await WithAsync(secret, "/api/v1/conversations")).Status.ShouldBe(HttpStatusCode.OK);
        (await WithAsync(secret, Agents)).ShouldBe((HttpStatusCode.Forbidden, "not_allowed"));
        var page = (await administrator.GetAsync(Keys)).Body!;
        page.ToJsonString().ShouldNotContain(secret);
        var shown = page["keys"]!.AsArray().Select(key => key!.AsObject()).Single(key => key.Word("id") == id);
        (shown.Word("hint"), (Guid)shown["createdBy"]!, shown["lastUsedAt"] is null).ShouldBe((secret[^4..], administrator.Id, false));
        (await Service.CountAsync($"audit WHERE action = 'key.created' AND subject_id = '{id}' AND actor_id = {Sql.Id(Service, administrator.Id)}")).ShouldBe(1);
        (await Service.ListAsync<string>("SELECT COALESCE(before, '') || COALESCE(after, '') FROM audit")).ShouldAllBe(text => !text.Contains(secret));
    }

    [Fact]
    public async Task A_key_that_was_revoked_or_has_expired_opens_nothing()
    {
        var (revoked, id) = await IssueAsync(["agents:read"]);
        var (expiring, _) = await IssueAsync(["agents:read"], Service.Now.AddHours(1));
        (await WithAsync(revoked, Agents)).Status.ShouldBe(HttpStatusCode.OK);

        for (var time = 0; time < 2; time++)
        {
            (await DeleteAsync($"{Keys}/{id}")).ShouldBe(HttpStatusCode.NoContent);
        }

        (await WithAsync(revoked, Agents)).ShouldBe((HttpStatusCode.Unauthorized, "not_authenticated"));
        (await WithAsync(expiring, Agents)).Status.ShouldBe(HttpStatusCode.OK);
        Clock.Move(TimeSpan.FromHours(1));
        (await WithAsync(expiring, Agents)).ShouldBe((HttpStatusCode.Unauthorized, "not_authenticated"));
        (await Service.CountAsync($"audit WHERE action = 'key.revoked' AND subject_id = '{id}'")).ShouldBe(1);
        (await DeleteAsync($"{Keys}/{Guid.CreateVersion7()}")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_key_makes_no_key_that_would_outlive_it()
    {
        var (limited, _) = await IssueAsync(["keys:write", "agents:read"]);

        var refused = await SendAsync(limited, HttpMethod.Post, Keys, new { name = "less", scopes = new[] { "agents:read" } });

        (refused.Status, refused.Body.Word("code")).ShouldBe((HttpStatusCode.Forbidden, "keys_issue_no_keys"));
    }

    [Fact]
    public async Task Who_may_change_agents_by_a_key_makes_nobody_who_may_more()
    {
        var (limited, _) = await IssueAsync(["agents:read", "agents:write", "conversations:read", "customers:read", "flows:read"]);
        var administrator = await AsAsync(Role.Administrator);

        (await SendAsync(limited, HttpMethod.Post, Agents, new { email = "up@shop.example", name = "Up", role = "administrator" })).Body.Word("code").ShouldBe("role_too_high");
        (await SendAsync(limited, HttpMethod.Post, $"{Agents}/{administrator.Id}/password-reset", null)).Body.Word("code").ShouldBe("role_too_high");
        var (status, added) = await SendAsync(limited, HttpMethod.Post, Agents, new { email = $"{Guid.CreateVersion7():N}@shop.example", name = "Viewer", role = "viewer" });
        status.ShouldBe(HttpStatusCode.Created);
        var id = added["agent"]!.AsObject().Word("id");
        (await SendAsync(limited, HttpMethod.Patch, $"{Agents}/{id}", new { role = "agent" })).Body.Word("code").ShouldBe("role_too_high");
    }

    [Theory]
    [InlineData("""{"name":"x","scopes":["everything"]}""", "scopes")]
    [InlineData("""{"name":"x","scopes":[]}""", "scopes")]
    [InlineData("""{"scopes":["agents:read"]}""", "name")]
    [InlineData("""{"name":"x","scopes":["agents:read"],"expiresAt":"2001-01-01T00:00:00Z"}""", "expiresAt")]
    [InlineData("""{"name":"x","scopes":["agents:read"],"hash":"00"}""", "hash")]
    public async Task A_key_that_makes_no_sense_is_not_made(string body, string field)
    {
        var (status, problem) = await SendAsync(SupportService.AdminKey, HttpMethod.Post, Keys, JsonNode.Parse(body));

        status.ShouldBe(HttpStatusCode.BadRequest);
        problem["fields"]!.AsArray().ShouldHaveSingleItem()!["field"]!.GetValue<string>().ShouldBe(field);
    }

    [Fact]
    public async Task Guessing_keys_is_slowed_down_and_shuts_nobody_out()
    {
        var (right, _) = await IssueAsync(["agents:read"]);

        var guesses = new List<HttpStatusCode>();
        for (var guess = 0; guess < 41; guess++)
        {
            guesses.Add((await WithAsync(guess % 2 == 0 ? "a-guessed-key" : $"wsk_{new string('A', 42)}{guess % 10}", Agents)).Status);
        }

        guesses[0].ShouldBe(HttpStatusCode.Unauthorized);
        guesses[^1].ShouldBe(HttpStatusCode.TooManyRequests);
        (await WithAsync(right, Agents)).Status.ShouldBe(HttpStatusCode.OK);
        (await WithAsync(SupportService.AdminKey, Agents)).Status.ShouldBe(HttpStatusCode.OK);
        (await TrySignInAsync(SupportService.AdminEmail, SupportService.AdminPassword)).Status.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<(string Secret, string Id)> IssueAsync(string[] scopes, DateTimeOffset? expiresAt = null)
    {
        var (status, issued) = await Service.AskAsync(HttpMethod.Post, Keys, new { name = "a program", scopes, expiresAt });
        status.ShouldBe(HttpStatusCode.Created);
        return (issued.Word("secret")!, issued["key"]!.AsObject().Word("id")!);
    }

    private async Task<(HttpStatusCode Status, string? Code)> WithAsync(string key, string path)
    {
        var (status, body) = await SendAsync(key, HttpMethod.Get, path, null);
        return (status, body.Word("code"));
    }

    private async Task<(HttpStatusCode Status, JsonObject Body)> SendAsync(string key, HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await Service.Http.SendAsync(request);
        return (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonObject>())!);
    }

    private async Task<HttpStatusCode> DeleteAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SupportService.AdminKey);
        using var response = await Service.Http.SendAsync(request);
        return response.StatusCode;
    }
}

public sealed class KeysOnLaptop(LaptopAccess access) : KeyContract(access), IClassFixture<LaptopAccess>;

public sealed class KeysInProduction(ProductionAccess access) : KeyContract(access), IClassFixture<ProductionAccess>;
