using WhatsAppSupport.Application.Access;
using WhatsAppSupport.Application.Agents;
using WhatsAppSupport.Domain.Access;

namespace WhatsAppSupport.IntegrationTests.Stores;

public abstract class SignInContract(StoresUnderTest stores) : StoreContract(stores)
{
    private ISignIns SignIns => Stores.Get<ISignIns>();

    [Fact]
    public async Task A_session_is_its_agent_as_they_are_now()
    {
        await Stores.AddAgentAsync(Role.Administrator);
        var (agent, session) = await SignedInAsync();

        (await SignIns.FindAsync(session.Session, CancellationToken.None)).ShouldBe(session);
        (session.Name, session.Email, session.Role, session.ExpiresAt).ShouldBe(("Meera", agent.Email, Role.Agent, Stores.Clock.Now + SignInLimits.SessionTime));
        var changed = (await Stores.Get<IAgents>().ChangeAsync(
            agent, agent with { Role = Role.Viewer, Name = "Mira" }, GivenAgent.Entry("agent.changed", agent), CancellationToken.None)).Value;
        (await SignIns.FindAsync(session.Session, CancellationToken.None)).ShouldBe(session with { Role = Role.Viewer, Name = "Mira" });

        await Stores.Get<IAgents>().ChangeAsync(changed, changed with { IsActive = false }, GivenAgent.Entry("agent.changed", agent), CancellationToken.None);

        (await SignIns.FindAsync(session.Session, CancellationToken.None)).ShouldBeNull();
        (await Stores.RowsAsync("SELECT id FROM sign_ins")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_session_ends_by_itself_and_is_tidied_up_at_the_next_sign_in()
    {
        var (agent, session) = await SignedInAsync();

        Stores.Clock.Advance(SignInLimits.SessionTime - TimeSpan.FromMilliseconds(1));
        (await SignIns.FindAsync(session.Session, CancellationToken.None)).ShouldNotBeNull();
        Stores.Clock.Advance(TimeSpan.FromMilliseconds(1));

        (await SignIns.FindAsync(session.Session, CancellationToken.None)).ShouldBeNull();
        await Stores.OpenAsync(await ShownAsync(agent));
        (await Stores.RowsAsync("SELECT id FROM sign_ins")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_the_request_brought_ends_when_another_begins()
    {
        var (agent, session) = await SignedInAsync();

        var next = (await Stores.OpenAsync(await ShownAsync(agent), session.Session))!;

        (await SignIns.FindAsync(session.Session, CancellationToken.None)).ShouldBeNull();
        (await SignIns.FindAsync(next.Session, CancellationToken.None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Who_is_not_active_is_in_no_session_whatever_is_left_of_it()
    {
        var (_, session) = await SignedInAsync();
        await Stores.ExecuteAsync("UPDATE agents SET is_active = false");

        (await SignIns.FindAsync(session.Session, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Who_signs_out_twice_signs_out_once()
    {
        var (agent, session) = await SignedInAsync();

        await SignIns.CloseAsync(session.Session, GivenAgent.Entry("session.closed", agent), CancellationToken.None);
        await SignIns.CloseAsync(session.Session, GivenAgent.Entry("session.closed", agent), CancellationToken.None);

        (await SignIns.FindAsync(session.Session, CancellationToken.None)).ShouldBeNull();
        (await Stores.ActionsAsync(agent)).ShouldBe(["agent.created", "session.opened", "session.closed"]);
    }

    [Fact]
    public async Task When_they_signed_in_last_is_known()
    {
        var (agent, _) = await SignedInAsync();

        (await Stores.Get<IAgents>().FindAsync(new AgentId(agent.Id), CancellationToken.None))!.LastSignInAt.ShouldBe(Stores.Clock.Now);
    }

    [Fact]
    public async Task Many_who_sign_in_and_are_shut_out_at_once_end_in_no_circle()
    {
        var agents = new List<(AgentView Agent, RightPassword Shown)>();
        for (var index = 0; index < 8; index++)
        {
            var agent = await Stores.AddAgentAsync();
            var shown = await ShownAsync(agent);
            agents.Add((agent, shown));
            for (var old = 0; old < 5; old++)
            {
                await Stores.OpenAsync(shown, time: TimeSpan.FromTicks(1));
            }
        }

        Stores.Clock.Advance(TimeSpan.FromHours(1));
        var opening = agents.Select(pair => Task.Run(() => Stores.OpenAsync(pair.Shown)));
        var resetting = agents.Select(pair => Task.Run(() => Stores.Get<IAgents>().ResetPasswordAsync(
            pair.Agent, "a password that was given", GivenAgent.Entry("agent.password_reset", pair.Agent), CancellationToken.None)));
        await Task.WhenAll([.. opening, .. resetting]);

        (await Stores.RowsAsync("SELECT id FROM sign_ins")).ShouldBeEmpty();
    }

    private async Task<(AgentView Agent, SignedIn Session)> SignedInAsync()
    {
        var agent = await Stores.AddAgentAsync();
        return (agent, (await Stores.OpenAsync(await ShownAsync(agent)))!);
    }

    private async Task<RightPassword> ShownAsync(AgentView agent) =>
        (await Stores.Get<IPasswords>().TryAsync(agent.Email, GivenAgent.Password, CancellationToken.None))!;
}

public sealed class SignInsOnSqlite(SqliteStores stores) : SignInContract(stores), IClassFixture<SqliteStores>;

public sealed class SignInsOnPostgres(PostgresStores stores) : SignInContract(stores), IClassFixture<PostgresStores>;
