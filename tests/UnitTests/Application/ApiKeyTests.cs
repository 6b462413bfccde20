using WhatsAppSupport.Application.Keys;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.UnitTests.Application.Fakes;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class ApiKeyTests : IDisposable
{
    private readonly SupportUnderTest support = new();

    public void Dispose() => support.Dispose();

    [Fact]
    public async Task A_key_is_256_random_bits_of_which_only_a_hint_is_kept()
    {
        var (one, other) = ((await IssueAsync()).Value, (await IssueAsync()).Value);

        one.Secret.ShouldNotBe(other.Secret);
        ApiKey.IsShaped(one.Secret).ShouldBeTrue();
        (one.Secret.Length, one.Secret[..4], one.Key.Hint).ShouldBe((47, "wsk_", one.Secret[^4..]));
        one.ToString().ShouldNotContain(one.Secret);
        support.ApiKeys.Audit[0].After.ShouldNotBeNull().ShouldNotContain(one.Secret[..^4]);
    }

    [Fact]
    public async Task Who_shows_it_is_the_key_and_may_what_its_scopes_say()
    {
        var issued = (await IssueAsync(Permission.CustomersRead, Permission.AgentsRead, Permission.AgentsRead)).Value;

        var actor = (await support.SendAsync(new UseApiKey(issued.Secret))).Value;

        (actor.Kind, actor.Id, actor.Name).ShouldBe((ActorKind.Key, issued.Key.Id, "shop"));
        actor.Permissions.ShouldBe([Permission.CustomersRead, Permission.AgentsRead], ignoreOrder: true);
        (await support.SendAsync(new UseApiKey(issued.Secret[..^1] + "-"))).Error.ShouldBeOfType<NotAuthenticated>();
    }

    [Fact]
    public async Task When_it_was_used_is_kept_once_a_minute()
    {
        var issued = (await IssueAsync()).Value;
        var first = support.Clock.GetUtcNow();

        await support.SendAsync(new UseApiKey(issued.Secret));
        support.Clock.Move(TimeSpan.FromSeconds(59));
        await support.SendAsync(new UseApiKey(issued.Secret));
        support.ApiKeys.All.ShouldHaveSingleItem().LastUsedAt.ShouldBe(first);
        support.Clock.Move(TimeSpan.FromSeconds(1));
        await support.SendAsync(new UseApiKey(issued.Secret));

        support.ApiKeys.All.ShouldHaveSingleItem().LastUsedAt.ShouldBe(first + TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task It_opens_nothing_from_the_moment_on_at_which_it_expires()
    {
        var issued = (await support.SendAsync(new IssueApiKey(Actor.SettingsKey, "shop", [Permission.AgentsRead], support.Clock.GetUtcNow() + TimeSpan.FromHours(1)))).Value;

        support.Clock.Move(TimeSpan.FromHours(1) - TimeSpan.FromMilliseconds(1));
        (await support.SendAsync(new UseApiKey(issued.Secret))).Error.ShouldBeNull();
        support.Clock.Move(TimeSpan.FromMilliseconds(1));

        (await support.SendAsync(new UseApiKey(issued.Secret))).Error.ShouldBeOfType<NotAuthenticated>();
    }

    [Fact]
    public async Task Revoked_twice_it_is_revoked_once()
    {
        var issued = (await IssueAsync()).Value;

        (await support.SendAsync(new RevokeApiKey(Actor.SettingsKey, issued.Key.Id))).Error.ShouldBeNull();
        (await support.SendAsync(new RevokeApiKey(Actor.SettingsKey, issued.Key.Id))).Error.ShouldBeNull();

        (await support.SendAsync(new UseApiKey(issued.Secret))).Error.ShouldBeOfType<NotAuthenticated>();
        support.ApiKeys.Audit.Select(entry => entry.Action).ShouldBe(["key.created", "key.revoked"]);
        (await support.SendAsync(new RevokeApiKey(Actor.SettingsKey, Guid.CreateVersion7()))).Error.ShouldBeOfType<ApiKeyNotFound>();
    }

    [Fact]
    public async Task Nobody_gives_it_what_they_do_not_have()
    {
        var supervisor = new Actor(ActorKind.Agent, Guid.CreateVersion7(), "Meera", Role.Supervisor.PermissionsOf());

        var refused = await support.SendAsync(new IssueApiKey(supervisor, "shop", [Permission.AgentsRead, Permission.AgentsWrite, Permission.KeysWrite], null));

        refused.Error.ShouldBe(new ScopeNotOwn($"{Permission.AgentsWrite}, {Permission.KeysWrite}"));
        support.ApiKeys.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once()
    {
        var refused = await support.SendAsync(new IssueApiKey(Actor.SettingsKey, "", [Permission.Session], support.Clock.GetUtcNow()));

        refused.Error.ShouldBeOfType<InvalidError>().Fields.Select(field => field.Field).ShouldBe(["name", "scopes", "expiresAt"]);
    }

    [Theory]
    [InlineData("wsk_")]
    [InlineData("")]
    [InlineData("an-invented-key-that-is-forty-seven-letters-long")]
    public void What_has_another_shape_is_not_looked_up(string text)
    {
        ApiKey.IsShaped(text).ShouldBeFalse();
    }

    [Fact]
    public async Task A_page_leads_to_the_next()
    {
        for (var index = 0; index < 3; index++)
        {
            await IssueAsync();
            support.Clock.Move(TimeSpan.FromSeconds(1));
        }

        var first = (await support.SendAsync(new ListApiKeys(Limit: 2))).Value;
        var second = (await support.SendAsync(new ListApiKeys(first.Next, 2))).Value;

        first.Keys.Concat(second.Keys).Select(key => key.Id).Reverse().ShouldBe(support.ApiKeys.All.Select(key => key.Id));
        second.Next.ShouldBeNull();
        (await support.SendAsync(new ListApiKeys("somewhere", 201))).Error.ShouldBeOfType<InvalidError>().Fields.Count.ShouldBe(2);
    }

    private Task<Result<IssuedApiKey>> IssueAsync(params string[] scopes) =>
        support.SendAsync(new IssueApiKey(Actor.SettingsKey, "shop", scopes is [] ? [Permission.AgentsRead] : scopes, null));
}
