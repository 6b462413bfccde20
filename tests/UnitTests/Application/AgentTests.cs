using WhatsAppSupport.Application.Agents;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.UnitTests.Application.Fakes;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class AgentTests : IDisposable
{
    private readonly SupportUnderTest support = new();

    public void Dispose() => support.Dispose();

    [Fact]
    public async Task Who_is_added_gets_a_password_that_nobody_guesses_and_must_change_it()
    {
        var (one, other) = (await AddAsync("one@shop.example"), await AddAsync("other@shop.example"));

        one.Value.TemporaryPassword.ShouldNotBe(other.Value.TemporaryPassword);
        one.Value.TemporaryPassword.Length.ShouldBe(20);
        PasswordRules.ProblemOf(one.Value.TemporaryPassword, "one@shop.example").ShouldBeNull();
        one.Value.Agent.MustChangePassword.ShouldBeTrue();
        (await AddAsync("one@shop.example")).Error.ShouldBeOfType<EmailTaken>();
        support.People.Audit.Count.ShouldBe(2);
        support.People.Audit[0].After.ShouldBe("""{"email":"one@shop.example","name":"Mira","role":"agent"}""");
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once()
    {
        var refused = await support.SendAsync(new AddAgent(Actor.SettingsKey, "nowhere", " Mira", null));

        refused.Error.ShouldBeOfType<InvalidError>().Fields.Select(field => field.Field).ShouldBe(["email", "name", "role"]);
        (await support.SendAsync(new ChangeAgent(Actor.SettingsKey, default, "nowhere", "", (Role)7, null, null))).Error
            .ShouldBeOfType<InvalidError>().Fields.Select(field => field.Field).ShouldBe(["email", "name", "role"]);
    }

    [Fact]
    public async Task Only_what_is_given_is_changed_and_only_what_changed_is_written_down()
    {
        var agent = support.People.Put(Role.Agent);

        var changed = await ChangeAsync(agent, name: "Mira", isActive: true);

        changed.Value.ShouldBe(agent with { Name = "Mira", Version = 2 });
        var entry = support.People.Audit.ShouldHaveSingleItem();
        (entry.Action, entry.Before, entry.After).ShouldBe(("agent.changed", """{"name":"Meera"}""", """{"name":"Mira"}"""));
        (await ChangeAsync(agent, name: "Mira")).Value.Version.ShouldBe(2);
        support.People.Audit.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_version_that_is_not_the_present_one_changes_nothing_and_is_told_the_present_one()
    {
        var agent = support.People.Put(Role.Agent);
        await ChangeAsync(agent, name: "Mira");

        (await ChangeAsync(agent, name: "Lost", expected: 1)).Error.ShouldBe(new AgentMovedOn(2));
        (await support.SendAsync(new ResetPassword(Actor.SettingsKey, new AgentId(agent.Id), 1))).Error.ShouldBe(new AgentMovedOn(2));
        (await support.SendAsync(new UnlockAgent(Actor.SettingsKey, new AgentId(agent.Id), 1))).Error.ShouldBe(new AgentMovedOn(2));
        (await ChangeAsync(agent, name: "Found", expected: 2)).Value.Name.ShouldBe("Found");
    }

    [Fact]
    public async Task Who_names_no_version_is_not_stopped_by_somebody_who_was_quicker()
    {
        var agent = support.People.Put(Role.Agent);
        support.People.Races.Enqueue(other => other with { Email = "changed@shop.example" });

        var changed = await ChangeAsync(agent, name: "Mira");

        (changed.Value.Name, changed.Value.Email).ShouldBe(("Mira", "changed@shop.example"));
    }

    [Fact]
    public async Task Who_names_a_version_is()
    {
        var agent = support.People.Put(Role.Agent);
        support.People.Races.Enqueue(other => other with { Email = "changed@shop.example" });

        (await ChangeAsync(agent, name: "Mira", expected: 1)).Error.ShouldBe(new AgentMovedOn(2));
    }

    [Fact]
    public async Task Nobody_changes_their_own_role_though_they_may_change_their_name()
    {
        var agent = support.People.Put(Role.Administrator);
        var self = new Actor(ActorKind.Agent, agent.Id, agent.Name, Role.Administrator.PermissionsOf());

        (await ChangeAsync(agent, role: Role.Viewer, by: self)).Error.ShouldBeOfType<OwnRole>();
        (await ChangeAsync(agent, name: "Mira", role: Role.Administrator, by: self)).Value.Name.ShouldBe("Mira");
        (await ChangeAsync(agent, role: Role.Viewer)).Value.Role.ShouldBe(Role.Viewer);
    }

    [Fact]
    public async Task Nobody_shuts_themselves_out_or_gets_another_password_without_the_present_one()
    {
        var agent = support.People.Put(Role.Administrator);
        var self = new Actor(ActorKind.Agent, agent.Id, agent.Name, Role.Administrator.PermissionsOf());

        (await support.SendAsync(new ChangeAgent(self, new AgentId(agent.Id), null, null, null, IsActive: false, null))).Error.ShouldBeOfType<OwnRole>();
        (await support.SendAsync(new ResetPassword(self, new AgentId(agent.Id), null))).Error.ShouldBeOfType<OwnPassword>();
    }

    [Fact]
    public async Task Nobody_touches_or_makes_who_may_more_than_they_do()
    {
        var (agent, administrator) = (support.People.Put(Role.Agent), support.People.Put(Role.Administrator, "owner@shop.example"));
        var key = new Actor(ActorKind.Key, Guid.CreateVersion7(), "key", Role.Supervisor.PermissionsOf().Append(Permission.AgentsWrite).ToHashSet());

        (await ChangeAsync(agent, role: Role.Supervisor, by: key)).Error.ShouldBeNull();
        (await ChangeAsync(agent, role: Role.Administrator, by: key)).Error.ShouldBeOfType<RoleTooHigh>();
        (await ChangeAsync(administrator, name: "Mira", by: key)).Error.ShouldBeOfType<RoleTooHigh>();
        (await support.SendAsync(new ResetPassword(key, new AgentId(administrator.Id), null))).Error.ShouldBeOfType<RoleTooHigh>();
        (await support.SendAsync(new AddAgent(key, "up@shop.example", "Up", Role.Administrator))).Error.ShouldBeOfType<RoleTooHigh>();
    }

    [Fact]
    public async Task Who_is_not_there_is_not_changed()
    {
        var nobody = support.People.Put(Role.Agent) with { Id = Guid.CreateVersion7() };

        (await ChangeAsync(nobody, name: "Mira")).Error.ShouldBe(new AgentNotFound(new AgentId(nobody.Id)));
        (await support.SendAsync(new GetAgent(new AgentId(nobody.Id)))).Error.ShouldBeOfType<AgentNotFound>();
    }

    [Fact]
    public async Task A_page_leads_to_the_next()
    {
        for (var index = 0; index < 3; index++)
        {
            support.People.Put(Role.Agent, $"agent{index}@shop.example");
        }

        var first = (await support.SendAsync(new ListAgents(Limit: 2))).Value;
        var second = (await support.SendAsync(new ListAgents(first.Next, 2))).Value;

        first.Agents.Concat(second.Agents).Select(agent => agent.Id).ShouldBe(support.People.All.Select(agent => agent.Id).Order());
        second.Next.ShouldBeNull();
        (await support.SendAsync(new ListAgents("somewhere", 0))).Error.ShouldBeOfType<InvalidError>().Fields.Select(field => field.Field).ShouldBe(["after", "limit"]);
    }

    [Fact]
    public async Task The_first_administrator_is_made_by_the_program_itself_and_once()
    {
        var first = support.Get<FirstAdministrator>();

        (await first.MakeAsync("owner@shop.example", () => "a right password", CancellationToken.None)).ShouldBeTrue();
        (await first.MakeAsync("other@shop.example", () => throw new InvalidOperationException("nobody asks"), CancellationToken.None)).ShouldBeFalse();

        support.People.All.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            agent => agent.Role.ShouldBe(Role.Administrator), agent => agent.MustChangePassword.ShouldBeFalse());
        support.People.Audit.ShouldHaveSingleItem().By.ShouldBe(Actor.System);
    }

    private Task<Result<AgentWithPassword>> AddAsync(string email) => support.SendAsync(new AddAgent(Actor.SettingsKey, email, "Mira", Role.Agent));

    private Task<Result<AgentView>> ChangeAsync(
        AgentView agent, string? name = null, Role? role = null, bool? isActive = null, long? expected = null, Actor? by = null) =>
        support.SendAsync(new ChangeAgent(by ?? Actor.SettingsKey, new AgentId(agent.Id), null, name, role, isActive, expected));
}
