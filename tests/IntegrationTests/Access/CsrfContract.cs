using System.Net;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Access;

public abstract class CsrfContract(AccessService access) : AccessContract(access)
{
    private const string CsrfCookie = "__Host-csrf";

    [Fact]
    public async Task Whatever_changes_something_in_a_session_needs_the_token_of_that_session()
    {
        var (agent, other) = (await AsAsync(Role.Administrator), await AsAsync(Role.Administrator));
        var earlier = await SignedIn.ByAsync(Service.Http, agent.Email, agent.Password);

        await RefusedAsync(agent, null, agent.Cookies[CsrfCookie]);
        await RefusedAsync(agent, "an-invented-token", agent.Cookies[CsrfCookie]);
        await RefusedAsync(agent, agent.CsrfToken, null);
        await RefusedAsync(agent, agent.CsrfToken, other.Cookies[CsrfCookie]);
        await RefusedAsync(agent, other.CsrfToken, agent.Cookies[CsrfCookie]);
        await RefusedAsync(agent, other.CsrfToken, other.Cookies[CsrfCookie]);
        await RefusedAsync(agent, earlier.CsrfToken, earlier.Cookies[CsrfCookie]);

        (await AddAsync(agent)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("POST", "/api/v1/agents/{0}/password-reset")]
    [InlineData("POST", "/api/v1/agents/{0}/unlock")]
    [InlineData("PATCH", "/api/v1/agents/{0}")]
    [InlineData("PUT", "/api/v1/session/password")]
    [InlineData("DELETE", "/api/v1/session")]
    [InlineData("DELETE", "/api/v1/keys/{0}")]
    public async Task No_verb_is_forgotten(string method, string path)
    {
        var agent = await AsAsync(Role.Administrator);
        agent.CsrfToken = null;

        var refused = await agent.SendAsync(new HttpMethod(method), string.Format(System.Globalization.CultureInfo.InvariantCulture, path, agent.Id), new { });

        (refused.Status, refused.Code).ShouldBe((HttpStatusCode.Forbidden, "csrf_token_invalid"));
        refused.Body!.Word("detail")!.ShouldContain("GET /api/v1/session");
    }

    [Fact]
    public async Task The_session_tells_a_token_again_and_reading_needs_none()
    {
        var agent = await AsAsync(Role.Administrator);
        agent.CsrfToken = null;
        agent.Cookies.Remove(CsrfCookie);

        var again = await agent.GetAsync(Session);
        agent.CsrfToken = again.Body!.Word("csrfToken");

        (await agent.GetAsync(Agents)).Status.ShouldBe(HttpStatusCode.OK);
        (await AddAsync(agent)).Status.ShouldBe(HttpStatusCode.Created);
    }

    private static async Task RefusedAsync(SignedIn agent, string? token, string? cookie)
    {
        var (rightToken, rightCookie) = (agent.CsrfToken, agent.Cookies[CsrfCookie]);
        agent.CsrfToken = token;
        agent.Cookies.Remove(CsrfCookie);
        if (cookie is not null)
        {
            agent.Cookies[CsrfCookie] = cookie;
        }

        var refused = await AddAsync(agent);

        (refused.Status, refused.Code).ShouldBe((HttpStatusCode.Forbidden, "csrf_token_invalid"));
        (agent.CsrfToken, agent.Cookies[CsrfCookie]) = (rightToken, rightCookie);
    }

    private static Task<BrowserAnswer> AddAsync(SignedIn agent) =>
        agent.SendAsync(HttpMethod.Post, Agents, new { email = $"{Guid.CreateVersion7():N}@shop.example", name = "Mira", role = "viewer" });
}

public sealed class CsrfOnLaptop(LaptopAccess access) : CsrfContract(access), IClassFixture<LaptopAccess>;

public sealed class CsrfInProduction(ProductionAccess access) : CsrfContract(access), IClassFixture<ProductionAccess>;
