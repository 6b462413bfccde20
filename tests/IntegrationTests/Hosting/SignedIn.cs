using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using WhatsAppSupport.Domain.Access;

namespace WhatsAppSupport.IntegrationTests.Hosting;

/// <summary>
/// A browser in which somebody signed in. It sends its cookies by hand: .NET's own jar keeps Secure cookies from http, which browsers and
/// curl send to this machine.
/// </summary>
public sealed class SignedIn(HttpClient http)
{
    private const string Path = "/api/v1/session";
    private const string OwnPassword = "a password of one's own";

    private static int last;

    /// <summary>By name.</summary>
    public Dictionary<string, string> Cookies { get; } = [];

    /// <summary>Null: none is sent.</summary>
    public string? CsrfToken { get; set; }

    /// <summary>The agent's id.</summary>
    public Guid Id { get; private set; }

    public string Email { get; private set; } = "";

    public string Password { get; private set; } = "";

    /// <summary>The administrator of the settings.</summary>
    public static Task<SignedIn> AdministratorAsync(IRunningSupport service) =>
        ByAsync(service.Http, SupportService.AdminEmail, SupportService.AdminPassword);

    /// <summary>Somebody new, with this role, who has chosen a password of their own.</summary>
    public static async Task<SignedIn> AsAsync(IRunningSupport service, Role role)
    {
        var (email, given) = await AddAsync(service, role);
        var agent = await ByAsync(service.Http, email, given);
        (await agent.SendAsync(HttpMethod.Put, Path + "/password", new { current = given, @new = OwnPassword })).Status.ShouldBe(HttpStatusCode.NoContent);
        return await ByAsync(service.Http, email, OwnPassword);
    }

    /// <summary>Somebody new, who has never signed in.</summary>
    public static async Task<(string Email, string Password)> AddAsync(IRunningSupport service, Role role)
    {
        var email = string.Create(CultureInfo.InvariantCulture, $"agent{Interlocked.Increment(ref last)}@shop.example");
        var (status, added) = await service.AskAsync(
            HttpMethod.Post, "/api/v1/agents", new { email, name = $"Agent {last}", role = role.ToString().ToLowerInvariant() });
        status.ShouldBe(HttpStatusCode.Created);
        return (email, added.Word("temporaryPassword")!);
    }

    /// <summary>Signs in, or fails the test.</summary>
    public static async Task<SignedIn> ByAsync(HttpClient http, string email, string password)
    {
        var browser = new SignedIn(http);
        (await browser.SignInAsync(email, password)).Status.ShouldBe(HttpStatusCode.OK);
        return browser;
    }

    /// <summary>The same browser, at another process.</summary>
    public SignedIn At(HttpClient other)
    {
        var browser = new SignedIn(other) { CsrfToken = CsrfToken, Id = Id, Email = Email, Password = Password };
        foreach (var (name, value) in Cookies)
        {
            browser.Cookies[name] = value;
        }

        return browser;
    }

    public async Task<BrowserAnswer> SignInAsync(string email, string password, params (string Name, string Value)[] headers)
    {
        var answer = await SendAsync(HttpMethod.Post, Path, new { email, password }, headers);
        if (answer.Status == HttpStatusCode.OK)
        {
            (CsrfToken, Id, Email, Password) = (answer.Body!.Word("csrfToken"), (Guid)answer.Body!["id"]!, email, password);
        }

        return answer;
    }

    public Task<BrowserAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    /// <summary>With the cookies of this browser and, for what is no GET, the token.</summary>
    public async Task<BrowserAnswer> SendAsync(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (Cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        if (CsrfToken is { } token && method != HttpMethod.Get)
        {
            request.Headers.Add("X-CSRF-Token", token);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request);
        var set = response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.ToList() : [];
        Keep(set);
        var text = await response.Content.ReadAsStringAsync();
        return new BrowserAnswer(response.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text)!.AsObject() : null, set, response.Headers);
    }

    private void Keep(IEnumerable<string> cookies)
    {
        foreach (var cookie in cookies)
        {
            var (name, value) = cookie.Split(';')[0].Split('=', 2) is [var before, var after] ? (before, after) : (cookie, "");
            Cookies[name] = value;
            if (value.Length == 0)
            {
                Cookies.Remove(name);
            }
        }
    }
}

/// <param name="Body">What was asked for, or the problem; null where there is nothing to tell.</param>
/// <param name="SetCookies">As they came.</param>
public sealed record BrowserAnswer(HttpStatusCode Status, JsonObject? Body, IReadOnlyList<string> SetCookies, HttpResponseHeaders Headers)
{
    public string? Code => Body?.Word("code");
}
