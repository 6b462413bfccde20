using WhatsAppSupport.Application.Access;
using WhatsAppSupport.Application.Agents;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.UnitTests.Application.Fakes;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class SessionTests : IDisposable
{
    private const string Email = "meera@shop.example";
    private const string Password = "a right password";

    private readonly SupportUnderTest support = new();

    public void Dispose() => support.Dispose();

    [Fact]
    public async Task Every_sign_in_is_a_session_of_its_own_that_lasts_twelve_hours()
    {
        var agent = support.People.Put(Role.Supervisor);

        var (one, other) = (await OpenAsync(), await OpenAsync());

        one.Value.Session.ShouldNotBe(other.Value.Session);
        one.Value.ExpiresAt.ShouldBe(support.Clock.GetUtcNow() + TimeSpan.FromHours(12));
        one.Value.ToActor().ShouldSatisfyAllConditions(
            actor => (actor.Kind, actor.Id, actor.Name).ShouldBe((ActorKind.Agent, agent.Id, "Meera")),
            actor => actor.Permissions.ShouldBe(Role.Supervisor.PermissionsOf()));
        support.People.Audit.Select(entry => (entry.Action, entry.SubjectId, entry.By.Id)).Distinct().ShouldBe([("session.opened", agent.Id.ToString(), agent.Id)]);
    }

    [Fact]
    public async Task The_session_that_the_request_brought_ends()
    {
        support.People.Put(Role.Agent);
        var planted = (await OpenAsync()).Value.Session;

        var opened = await support.SendAsync(new OpenSession(Email, Password, planted));

        support.People.Sessions.ShouldBe([opened.Value.Session]);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_email_are_one_refusal()
    {
        support.People.Put(Role.Agent);

        var wrong = await support.SendAsync(new OpenSession(Email, "a wrong password", null));
        var unknown = await support.SendAsync(new OpenSession("nobody@shop.example", Password, null));

        wrong.Error.ShouldBe(unknown.Error);
        wrong.Error.ShouldBeOfType<SignInRefused>().ShouldBeAssignableTo<NotAuthenticatedError>();
        support.People.Audit.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", Password, "email")]
    [InlineData("meera", Password, "email")]
    [InlineData(Email, "", "password")]
    public async Task What_cannot_be_right_is_named(string email, string password, string field)
    {
        var refused = await support.SendAsync(new OpenSession(email, password, null));

        refused.Error.ShouldBeOfType<InvalidError>().Fields.ShouldHaveSingleItem().Field.ShouldBe(field);
    }

    [Fact]
    public async Task While_the_password_must_be_changed_there_is_no_permission()
    {
        var agent = support.People.Put(Role.Administrator);
        var reset = await support.SendAsync(new ResetPassword(Actor.SettingsKey, new AgentId(agent.Id), null));

        var opened = await OpenAsync(reset.Value.TemporaryPassword);

        (opened.Value.MustChangePassword, opened.Value.ToActor().Permissions.Count).ShouldBe((true, 0));
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_is_written_down_once()
    {
        support.People.Put(Role.Agent);
        var opened = (await OpenAsync()).Value;

        await support.SendAsync(new CloseSession(opened.ToActor(), opened.Session));
        await support.SendAsync(new CloseSession(opened.ToActor(), opened.Session));

        support.People.Audit.Select(entry => entry.Action).ShouldBe(["session.opened", "session.closed"]);
        (await support.SendAsync(new GetSignIn(opened.Session))).Error.ShouldBeOfType<NotAuthenticated>();
    }

    [Fact]
    public async Task A_new_password_ends_all_other_sessions()
    {
        support.People.Put(Role.Agent);
        var (here, there) = ((await OpenAsync()).Value, (await OpenAsync()).Value);

        var changed = await support.SendAsync(new ChangePassword(here.ToActor(), here.Session, Password, "another password"));

        changed.Error.ShouldBeNull();
        support.People.Sessions.ShouldBe([here.Session]);
        support.People.Audit[^1].ShouldSatisfyAllConditions(
            entry => entry.Action.ShouldBe("agent.password_changed"), entry => (entry.Before, entry.After).ShouldBe((null, null)));
        there.Session.ShouldNotBe(here.Session);
    }

    [Theory]
    [InlineData("a wrong one", "another password", "wrong_password")]
    [InlineData(Password, "too short", "invalid")]
    [InlineData(Password, Password, "invalid")]
    [InlineData(Password, Email, "invalid")]
    public async Task A_password_that_is_not_to_be_is_not_changed(string current, string password, string code)
    {
        var agent = support.People.Put(Role.Agent);
        var here = (await OpenAsync()).Value;

        var refused = await support.SendAsync(new ChangePassword(here.ToActor(), here.Session, current, password));

        refused.Error!.Code.ShouldBe(code);
        support.People.PasswordOf(agent.Id).ShouldBe(Password);
    }

    private Task<Result<SignedIn>> OpenAsync(string password = Password) => support.SendAsync(new OpenSession(Email, password, null));
}
