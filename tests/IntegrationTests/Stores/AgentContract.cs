using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Agents;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Infrastructure.Persistence.Access;

namespace WhatsAppSupport.IntegrationTests.Stores;

public abstract class AgentContract(StoresUnderTest stores) : StoreContract(stores)
{
    protected IAgents Agents => Stores.Get<IAgents>();

    [Fact]
    public async Task Agents_are_listed_in_the_order_in_which_they_came_page_by_page()
    {
        var ids = new List<Guid>();
        for (var index = 0; index < 5; index++)
        {
            ids.Add((await Stores.AddAgentAsync()).Id);
            Stores.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var first = await Agents.ListAsync(null, 3, CancellationToken.None);
        var second = await Agents.ListAsync(new AgentId(first[^1].Id), 3, CancellationToken.None);

        first.Concat(second).Select(agent => agent.Id).ShouldBe(ids);
    }

    [Fact]
    public async Task What_is_answered_is_what_is_read()
    {
        var added = await Stores.AddAgentAsync();
        var changed = (await ChangeAsync(added, added with { Email = "New@shop.example", Name = "Mira", Role = Role.Supervisor })).Value;

        (await Agents.FindAsync(new AgentId(added.Id), CancellationToken.None)).ShouldBe(changed);
        changed.ShouldBe(added with { Email = "New@shop.example", Name = "Mira", Role = Role.Supervisor, Version = 2 });
        (await Stores.ActionsAsync(added)).ShouldBe(["agent.created", "agent.changed"]);
        (await Agents.FindAsync(AgentId.New(Stores.Clock.Now), CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Two_agents_have_two_emails()
    {
        var (one, other) = (await Stores.AddAgentAsync(email: "one@shop.example"), await Stores.AddAgentAsync());

        (await ChangeAsync(other, other with { Email = "ONE@shop.example" })).Error.ShouldBeOfType<EmailTaken>();
        var adding = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => AddAsync("both@shop.example"))));

        adding.Count(added => added is null).ShouldBe(1);
        adding.OfType<Domain.Errors.Error>().ShouldAllBe(error => error is EmailTaken);
        (await Stores.ActionsAsync(other)).ShouldBe(["agent.created"]);
        (await ChangeAsync(one, one with { Email = "One@shop.example" })).Error.ShouldBeNull();
    }

    [Fact]
    public async Task What_was_read_before_a_change_changes_nothing()
    {
        var read = await Stores.AddAgentAsync();
        await ChangeAsync(read, read with { Name = "Mira" });

        (await ChangeAsync(read, read with { Name = "Lost" })).Error.ShouldBe(new AgentMovedOn(2));
        (await Agents.ResetPasswordAsync(read, "a password that was given", GivenAgent.Entry("x", read), CancellationToken.None)).Error.ShouldBe(new AgentMovedOn(2));
        (await Agents.UnlockAsync(read, GivenAgent.Entry("x", read), CancellationToken.None)).Error.ShouldBe(new AgentMovedOn(2));

        (await Stores.ActionsAsync(read)).ShouldBe(["agent.created", "agent.changed"]);
    }

    [Fact]
    public async Task Of_many_changes_of_what_was_read_at_once_one_is_stored()
    {
        var read = await Stores.AddAgentAsync();

        var changed = await Task.WhenAll(Enumerable.Range(0, 8).Select(index => Task.Run(() => ChangeAsync(read, read with { Name = $"Mira {index}" }))));

        changed.Count(result => result.Error is null).ShouldBe(1);
        (await Stores.ActionsAsync(read)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_last_administrator_stays_one()
    {
        var (only, inactive) = (await Stores.AddAgentAsync(Role.Administrator), await Stores.AddAgentAsync(Role.Administrator));
        inactive = (await ChangeAsync(inactive, inactive with { IsActive = false })).Value;

        (await ChangeAsync(only, only with { Role = Role.Supervisor })).Error.ShouldBeOfType<LastAdministrator>();
        (await ChangeAsync(only, only with { IsActive = false })).Error.ShouldBeOfType<LastAdministrator>();
        (await ChangeAsync(only, only with { Name = "Mira" })).Error.ShouldBeNull();
        (await ChangeAsync(inactive, inactive with { Role = Role.Viewer })).Error.ShouldBeNull();
        (await Stores.ActionsAsync(only)).ShouldBe(["agent.created", "agent.changed"]);
    }

    [Fact]
    public async Task Of_administrators_who_take_each_other_away_at_once_one_is_left()
    {
        for (var round = 0; round < 10; round++)
        {
            await Stores.EmptyAsync();
            var all = new List<AgentView>();
            for (var index = 0; index < 4; index++)
            {
                all.Add(await Stores.AddAgentAsync(Role.Administrator));
            }

            var changed = await Task.WhenAll(all.Select((agent, index) => Task.Run(() =>
                ChangeAsync(agent, index % 2 == 0 ? agent with { Role = Role.Agent } : agent with { IsActive = false }))));

            changed.Count(result => result.Error is null).ShouldBe(3);
            changed.Single(result => result.Error is not null).Error.ShouldBeOfType<LastAdministrator>();
        }
    }

    [Fact]
    public async Task A_change_forgets_no_wrong_password_that_is_counted_meanwhile()
    {
        var agent = await Stores.AddAgentAsync();
        await using var open = Stores.Get<Accounts>().Open();
        var account = await open.Context.Agents.SingleAsync(row => row.Id == agent.Id);

        await Stores.ExecuteAsync("UPDATE agents SET access_failed_count = 4");
        account.Name = "Mira";
        await open.Users.UpdateAsync(account);
        await open.Context.SaveChangesAsync();

        (await Stores.RowsAsync("SELECT access_failed_count FROM agents")).ShouldHaveSingleItem()["access_failed_count"].ShouldBe("4");
    }

    [Fact]
    public async Task A_lock_is_lifted_by_hand()
    {
        var agent = await Stores.AddAgentAsync();
        await Stores.ExecuteAsync("UPDATE agents SET access_failed_count = 5, lockout_end = @end", ("@end", Stores.Clock.Now.AddMinutes(1)));
        var locked = (await Agents.FindAsync(new AgentId(agent.Id), CancellationToken.None))!;

        var unlocked = (await Agents.UnlockAsync(locked, GivenAgent.Entry("agent.unlocked", agent), CancellationToken.None)).Value;

        (locked.LockedUntil, unlocked.LockedUntil).ShouldBe((Stores.Clock.Now.AddMinutes(1), null));
        (await Stores.RowsAsync("SELECT access_failed_count FROM agents")).ShouldHaveSingleItem()["access_failed_count"].ShouldBe("0");
    }

    [Fact]
    public async Task The_first_is_made_where_nobody_is()
    {
        var asked = 0;

        (await MakeFirstAsync(Agents, 1, () => asked++)).ShouldBeTrue();
        (await MakeFirstAsync(Agents, 2, () => asked++)).ShouldBeFalse();

        asked.ShouldBe(1);
        (await Agents.ListAsync(null, 10, CancellationToken.None)).ShouldHaveSingleItem().Email.ShouldBe("first1@shop.example");
    }

    protected Task<bool> MakeFirstAsync(IAgents agents, int index, Action asked) => agents.AddFirstAsync(
        () =>
        {
            asked();
            var agent = new NewAgent(AgentId.New(Stores.Clock.Now), $"first{index}@shop.example", "First", Role.Administrator, GivenAgent.Password, false, Stores.Clock.Now);
            return (agent, GivenAgent.Entry("agent.created", agent.Id));
        },
        CancellationToken.None);

    private async Task<Domain.Errors.Error?> AddAsync(string email)
    {
        var agent = new NewAgent(AgentId.New(Stores.Clock.Now), email, "Meera", Role.Agent, GivenAgent.Password, false, Stores.Clock.Now);
        return (await Agents.AddAsync(agent, GivenAgent.Entry("agent.created", agent.Id), CancellationToken.None)).Error;
    }

    private Task<Domain.Errors.Result<AgentView>> ChangeAsync(AgentView before, AgentView after) =>
        Agents.ChangeAsync(before, after, GivenAgent.Entry("agent.changed", before), CancellationToken.None);
}

/// <summary>On SQLite there is one process: it makes its first administrator alone.</summary>
public sealed class AgentsOnSqlite(SqliteStores stores) : AgentContract(stores), IClassFixture<SqliteStores>;

public sealed class AgentsOnPostgres(PostgresStores stores) : AgentContract(stores), IClassFixture<PostgresStores>
{
    [Fact]
    public async Task Of_several_processes_that_start_at_once_one_makes_the_first()
    {
        var asked = 0;
        await Stores.ExecuteAsync("DELETE FROM data_protection_keys");
        var processes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(Stores.OpenAsync)));

        var made = await Task.WhenAll(processes.Select((process, index) => Task.Run(() => MakeFirstAsync(
            (IAgents)process.GetService(typeof(IAgents))!, index, () => Interlocked.Increment(ref asked)))));

        (made.Count(isMade => isMade), asked).ShouldBe((1, 1));
        (await Stores.RowsAsync("SELECT id FROM data_protection_keys")).Count.ShouldBe(1);
        await Task.WhenAll(processes.Select(process => process.DisposeAsync().AsTask()));
    }
}
