using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Access;

public abstract class SessionContract(AccessService access) : AccessContract(access)
{
    private const string Cookie = "__Host-session";

    [Fact]
    public async Task Who_signs_in_is_told_who_they_are_and_gets_cookies_that_no_script_and_no_other_site_can_use()
    {
        var (email, password) = await SignedIn.AddAsync(Service, Role.Viewer);

        var browser = Browser();
        var answer = await browser.SignInAsync(email, password);

        answer.Body!.Word("kind").ShouldBe("agent");
        answer.Body!.Word("email").ShouldBe(email);
        answer.Body!.Word("role").ShouldBe("viewer");
        ((bool)answer.Body!["mustChangePassword"]!).ShouldBeTrue();
        answer.Body!["permissions"]!.AsArray().ShouldBeEmpty();
        answer.Body!.ToJsonString().ShouldNotContain(password);
        answer.SetCookies.Select(cookie => cookie.Split('=')[0]).ShouldBe([Cookie, "__Host-csrf"], ignoreOrder: true);
        answer.SetCookies.Select(cookie => cookie[(cookie.IndexOf(';', StringComparison.Ordinal) + 2)..])
            .ShouldAllBe(flags => flags == "path=/; secure; samesite=strict; httponly");
        var seen = (await browser.GetAsync(Session)).Body!;
        (seen.Word("id"), seen.Word("email"), (DateTimeOffset)seen["expiresAt"]!).ShouldBe(
            (browser.Id.ToString(), email, (DateTimeOffset)answer.Body["expiresAt"]!));
    }

    [Fact]
    public async Task Wrong_unknown_inactive_and_locked_are_one_answer()
    {
        var (active, inactive, locked) = (await SignedIn.AddAsync(Service, Role.Agent), await AsAsync(Role.Agent), await AsAsync(Role.Agent));
        await Service.AskAsync(HttpMethod.Patch, $"{Agents}/{inactive.Id}", new { isActive = false });
        await WrongAsync(locked.Email, 5);

        var answers = new List<BrowserAnswer>
        {
            await Browser().SignInAsync(active.Email, "a wrong password"),
            await Browser().SignInAsync("nobody@shop.example", inactive.Password),
            await Browser().SignInAsync(inactive.Email, inactive.Password),
            await Browser().SignInAsync(locked.Email, locked.Password),
        };

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.Unauthorized && answer.SetCookies.Count == 0);
        answers.Select(answer => answer.Body!.ToJsonString()).Distinct().ShouldHaveSingleItem().ShouldContain("sign_in_refused");
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_right_one_waits_for_fifteen_minutes_or_an_administrator()
    {
        var agent = await AsAsync(Role.Agent);

        await WrongAsync(agent.Email, 5);
        (await TrySignInAsync(agent.Email, agent.Password)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await agent.GetAsync(Session)).Status.ShouldBe(HttpStatusCode.OK);
        Clock.Move(TimeSpan.FromMinutes(15));
        (await TrySignInAsync(agent.Email, agent.Password)).Status.ShouldBe(HttpStatusCode.OK);

        await WrongAsync(agent.Email, 5);
        var (_, locked) = await Service.AskAsync(HttpMethod.Get, $"{Agents}/{agent.Id}");
        locked["lockedUntil"].ShouldNotBeNull();
        (await Service.AskAsync(HttpMethod.Post, $"{Agents}/{agent.Id}/unlock")).Status.ShouldBe(HttpStatusCode.OK);
        (await TrySignInAsync(agent.Email, agent.Password)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Fifty_guesses_at_once_get_nobody_in_and_lock_the_account()
    {
        var agent = await AsAsync(Role.Agent);

        var guesses = await Task.WhenAll(Enumerable.Range(0, 50).Select(guess => TrySignInAsync(agent.Email, $"guess number {guess}")));

        guesses.ShouldAllBe(guess => guess.Status == HttpStatusCode.Unauthorized || guess.Status == HttpStatusCode.TooManyRequests || guess.Status == HttpStatusCode.ServiceUnavailable);
        Clock.Move(TimeSpan.FromMinutes(1));
        (await TrySignInAsync(agent.Email, agent.Password)).ShouldBe((HttpStatusCode.Unauthorized, "sign_in_refused"));
        (await Service.CountAsync($"audit WHERE action = 'session.locked' AND subject_id = '{agent.Id}'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_planted_session_is_not_the_one_that_is_signed_in()
    {
        var (attacker, victim) = (await AsAsync(Role.Agent), await AsAsync(Role.Supervisor));
        var browser = Browser();
        browser.Cookies[Cookie] = attacker.Cookies[Cookie];

        await browser.SignInAsync(victim.Email, victim.Password);

        browser.Cookies[Cookie].ShouldNotBe(attacker.Cookies[Cookie]);
        (await attacker.GetAsync(Session)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await browser.GetAsync(Session)).Body!.Word("email").ShouldBe(victim.Email);
        browser.Cookies[Cookie] = "an-invented-session";
        (await browser.GetAsync(Session)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await browser.SignInAsync(victim.Email, victim.Password)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task After_signing_out_a_copied_cookie_opens_nothing()
    {
        var agent = await AsAsync(Role.Agent);
        var thief = agent.At(Service.Http);

        var left = await agent.SendAsync(HttpMethod.Delete, Session);

        left.Status.ShouldBe(HttpStatusCode.NoContent);
        left.SetCookies.ShouldContain(cookie => cookie.StartsWith($"{Cookie}=;", StringComparison.Ordinal));
        (await thief.GetAsync(Session)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Service.CountAsync($"audit WHERE action = 'session.closed' AND subject_id = '{agent.Id}'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_session_ends_after_twelve_hours_whatever_is_done_in_it()
    {
        var agent = await AsAsync(Role.Agent);

        Clock.Move(TimeSpan.FromHours(11.9));
        (await agent.GetAsync(Session)).Status.ShouldBe(HttpStatusCode.OK);
        Clock.Move(TimeSpan.FromHours(0.1));

        (await agent.GetAsync(Session)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task With_a_password_that_was_given_nothing_is_done_before_it_is_changed()
    {
        var (email, given) = await SignedIn.AddAsync(Service, Role.Administrator);
        var agent = await SignedIn.ByAsync(Service.Http, email, given);

        var refused = await agent.GetAsync(Agents);
        (refused.Status, refused.Code).ShouldBe((HttpStatusCode.Forbidden, "password_change_required"));
        (await agent.SendAsync(HttpMethod.Post, Keys, new { name = "x", scopes = new[] { "keys:read" } })).Code.ShouldBe("password_change_required");
        (await ChangeAsync(agent, given, "a password of my own")).Status.ShouldBe(HttpStatusCode.NoContent);

        (await agent.GetAsync(Agents)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("short", "new")]
    [InlineData("aaaaaaaaaaaaaaa", "new")]
    [InlineData("123456789012", "new")]
    public async Task A_password_that_is_guessed_first_is_not_taken(string password, string field)
    {
        var agent = await AsAsync(Role.Agent);

        var refused = await ChangeAsync(agent, agent.Password, password);

        (refused.Status, refused.Code).ShouldBe((HttpStatusCode.BadRequest, "invalid"));
        refused.Body!["fields"]!.AsArray().ShouldHaveSingleItem()!["field"]!.GetValue<string>().ShouldBe(field);
        (await ChangeAsync(agent, agent.Password, agent.Email)).Code.ShouldBe("invalid");
    }

    [Fact]
    public async Task A_changed_or_reset_password_signs_out_everywhere_else()
    {
        var here = await AsAsync(Role.Agent);
        var there = await SignedIn.ByAsync(Service.Http, here.Email, here.Password);

        (await ChangeAsync(here, here.Password, "a password of my own")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await here.GetAsync(Session)).Status.ShouldBe(HttpStatusCode.OK);
        (await there.GetAsync(Session)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        var (_, reset) = await Service.AskAsync(HttpMethod.Post, $"{Agents}/{here.Id}/password-reset");

        (await here.GetAsync(Session)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await TrySignInAsync(here.Email, "a password of my own")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await TrySignInAsync(here.Email, reset.Word("temporaryPassword")!)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Guessing_the_present_password_locks_as_guessing_at_the_door_does()
    {
        var agent = await AsAsync(Role.Agent);

        for (var guess = 0; guess < 5; guess++)
        {
            (await ChangeAsync(agent, $"guess number {guess}", "a password of my own")).Code.ShouldBe("wrong_password");
        }

        (await ChangeAsync(agent, agent.Password, "a password of my own")).Code.ShouldBe("wrong_password");
        (await TrySignInAsync(agent.Email, agent.Password)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Another_site_signs_nobody_in()
    {
        var agent = await AsAsync(Role.Agent);
        var own = Service.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);

        var foreign = await Browser().SignInAsync(agent.Email, agent.Password, ("Origin", "https://evil.example"));
        (foreign.Status, foreign.Code, foreign.SetCookies.Count).ShouldBe((HttpStatusCode.Forbidden, "cross_site", 0));
        (await Browser().SignInAsync(agent.Email, agent.Password, ("Origin", "null"))).Code.ShouldBe("cross_site");
        (await Browser().SignInAsync(agent.Email, agent.Password, ("Sec-Fetch-Site", "cross-site"))).Code.ShouldBe("cross_site");
        (await Browser().SignInAsync(agent.Email, agent.Password, ("Origin", own))).Status.ShouldBe(HttpStatusCode.OK);
        (await Browser().SignInAsync(agent.Email, agent.Password, ("Origin", "https://support.shop.example"), ("Sec-Fetch-Site", "same-origin")))
            .Status.ShouldBe(HttpStatusCode.OK);

        var json = new JsonObject { ["email"] = agent.Email, ["password"] = agent.Password }.ToJsonString();
        using var text = new StringContent(json, Encoding.UTF8, "text/plain");
        using var response = await Service.Http.PostAsync(new Uri(Session, UriKind.Relative), text);
        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Who_shows_a_key_and_a_cookie_is_the_program_with_the_key()
    {
        var agent = await AsAsync(Role.Viewer);
        using var request = new HttpRequestMessage(HttpMethod.Get, Session);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SupportService.AdminKey);
        request.Headers.Add("Cookie", $"{Cookie}={agent.Cookies[Cookie]}");

        using var response = await Service.Http.SendAsync(request);
        var seen = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();

        (seen.Word("kind"), seen.Word("name"), seen["csrfToken"]).ShouldBe(("key", "api-key", null));
        (await agent.SendAsync(HttpMethod.Get, Session, null, ("Authorization", "Bearer a-wrong-key"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Service.AskAsync(HttpMethod.Put, $"{Session}/password", new { current = "x", @new = "a password of my own" })).Body.Word("code").ShouldBe("session_required");
    }

    private static Task<BrowserAnswer> ChangeAsync(SignedIn agent, string current, string password) =>
        agent.SendAsync(HttpMethod.Put, $"{Session}/password", new { current, @new = password });
}

public sealed class SessionOnLaptop(LaptopAccess access) : SessionContract(access), IClassFixture<LaptopAccess>;

public sealed class SessionInProduction(ProductionAccess access) : SessionContract(access), IClassFixture<ProductionAccess>;
