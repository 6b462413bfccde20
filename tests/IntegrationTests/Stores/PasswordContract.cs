using System.Collections.Concurrent;
using Microsoft.AspNetCore.Identity;
using WhatsAppSupport.Application.Access;
using WhatsAppSupport.Application.Agents;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Infrastructure.Persistence;
using WhatsAppSupport.Infrastructure.Persistence.Access;

namespace WhatsAppSupport.IntegrationTests.Stores;

public abstract class PasswordContract(StoresUnderTest stores) : StoreContract(stores)
{
    private const string Wrong = "a wrong password";

    private IPasswords Passwords => Stores.Get<IPasswords>();

    [Fact]
    public async Task The_right_password_is_right_however_the_email_is_written()
    {
        var agent = await Stores.AddAgentAsync(Role.Supervisor, "Meera@Shop.example");

        var shown = (await Passwords.TryAsync("mEERA@shop.EXAMPLE", GivenAgent.Password, CancellationToken.None))!;

        (shown.Agent.Value, shown.Name, shown.Email, shown.Role).ShouldBe((agent.Id, "Meera", "Meera@Shop.example", Role.Supervisor));
        (await Passwords.TryAsync(new AgentId(agent.Id), GivenAgent.Password, CancellationToken.None)).ShouldBe(shown);
        (await Passwords.TryAsync(agent.Email, Wrong, CancellationToken.None)).ShouldBeNull();
        (await Passwords.TryAsync("nobody@shop.example", GivenAgent.Password, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_fifty_guesses_at_once_five_are_looked_at()
    {
        var agent = await Stores.AddAgentAsync();
        var (quick, hasher) = Quick();
        await Stores.ExecuteAsync("UPDATE agents SET password_hash = @hash", ("@hash", QuickHasher.HashOf(GivenAgent.Password)));

        var tried = await Task.WhenAll(Enumerable.Range(0, 50).Select(guess => Task.Run(() => quick.TryAsync(agent.Email, $"guess {guess}", CancellationToken.None))));

        tried.ShouldAllBe(shown => shown == null);
        hasher.LookedAt.Count.ShouldBe(SignInLimits.MostTries);
        (await quick.TryAsync(agent.Email, GivenAgent.Password, CancellationToken.None)).ShouldBeNull();
        (await Stores.ActionsAsync(agent)).ShouldBe(["agent.created", "session.locked"]);
    }

    [Fact]
    public async Task Whatever_is_wrong_one_comparison_is_made_so_that_time_tells_nothing()
    {
        var (agent, inactive, locked) = (await Stores.AddAgentAsync(), await Stores.AddAgentAsync(), await Stores.AddAgentAsync());
        await Stores.ExecuteAsync("UPDATE agents SET is_active = false WHERE id = @id", ("@id", inactive.Id));
        await Stores.ExecuteAsync("UPDATE agents SET lockout_end = @end WHERE id = @id", ("@id", locked.Id), ("@end", Stores.Clock.Now.AddMinutes(1)));
        var (quick, hasher) = Quick();

        foreach (var email in new[] { agent.Email, inactive.Email, locked.Email, "nobody@shop.example" })
        {
            var before = hasher.Compared;
            (await quick.TryAsync(email, Wrong, CancellationToken.None)).ShouldBeNull();
            (hasher.Compared - before).ShouldBe(1, email);
        }
    }

    [Fact]
    public async Task After_the_lock_there_are_five_tries_again()
    {
        var agent = await Stores.AddAgentAsync();
        await TryAsync(agent, SignInLimits.MostTries);
        (await FindAsync(agent)).LockedUntil.ShouldBe(Stores.Clock.Now + SignInLimits.LockTime);

        Stores.Clock.Advance(SignInLimits.LockTime - TimeSpan.FromMilliseconds(1));
        (await Passwords.TryAsync(agent.Email, GivenAgent.Password, CancellationToken.None)).ShouldBeNull();
        Stores.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await TryAsync(agent, SignInLimits.MostTries - 1);

        (await FindAsync(agent)).LockedUntil.ShouldBeNull();
        (await Passwords.TryAsync(agent.Email, GivenAgent.Password, CancellationToken.None)).ShouldNotBeNull();
        await TryAsync(agent, SignInLimits.MostTries - 1);
        (await Passwords.TryAsync(agent.Email, GivenAgent.Password, CancellationToken.None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_fifth_try_may_be_the_right_one()
    {
        var agent = await Stores.AddAgentAsync();
        await TryAsync(agent, SignInLimits.MostTries - 1);

        (await Passwords.TryAsync(agent.Email, GivenAgent.Password, CancellationToken.None)).ShouldNotBeNull();

        (await FindAsync(agent)).LockedUntil.ShouldBeNull();
        (await Stores.ActionsAsync(agent)).ShouldBe(["agent.created"]);
    }

    [Fact]
    public async Task Who_is_not_active_has_no_right_password()
    {
        await Stores.AddAgentAsync(Role.Administrator);
        var agent = await Stores.AddAgentAsync();
        await Stores.Get<IAgents>().ChangeAsync(agent, agent with { IsActive = false }, GivenAgent.Entry("agent.changed", agent), CancellationToken.None);

        (await Passwords.TryAsync(agent.Email, GivenAgent.Password, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_changed_password_ends_every_session_but_the_one_that_asked()
    {
        var agent = await Stores.AddAgentAsync();
        var shown = (await Passwords.TryAsync(agent.Email, GivenAgent.Password, CancellationToken.None))!;
        var (here, there) = ((await Stores.OpenAsync(shown))!, (await Stores.OpenAsync(shown))!);

        (await Passwords.ChangeAsync(shown, "another password", here.Session, GivenAgent.Entry("agent.password_changed", agent), CancellationToken.None)).ShouldBeTrue();

        (await Stores.Get<ISignIns>().FindAsync(here.Session, CancellationToken.None)).ShouldNotBeNull();
        (await Stores.Get<ISignIns>().FindAsync(there.Session, CancellationToken.None)).ShouldBeNull();
        (await Passwords.TryAsync(agent.Email, GivenAgent.Password, CancellationToken.None)).ShouldBeNull();
        (await Passwords.TryAsync(agent.Email, "another password", CancellationToken.None)).ShouldNotBeNull();
        (await FindAsync(agent)).Version.ShouldBe(2);
        (await Stores.ActionsAsync(agent)).ShouldBe(["agent.created", "session.opened", "session.opened", "agent.password_changed"]);
    }

    [Fact]
    public async Task What_was_shown_before_the_password_was_changed_changes_and_opens_nothing()
    {
        var agent = await Stores.AddAgentAsync();
        var shown = (await Passwords.TryAsync(agent.Email, GivenAgent.Password, CancellationToken.None))!;
        await Stores.Get<IAgents>().ResetPasswordAsync(agent, "a password that was given", GivenAgent.Entry("agent.password_reset", agent), CancellationToken.None);

        (await Passwords.ChangeAsync(shown, "another password", default, GivenAgent.Entry("agent.password_changed", agent), CancellationToken.None)).ShouldBeFalse();
        (await Stores.OpenAsync(shown)).ShouldBeNull();

        (await Stores.RowsAsync("SELECT id FROM sign_ins")).ShouldBeEmpty();
        (await Stores.ActionsAsync(agent)).ShouldBe(["agent.created", "agent.password_reset"]);
    }

    [Fact]
    public async Task Who_is_turned_away_by_a_crowd_has_not_tried()
    {
        var agent = await Stores.AddAgentAsync();
        using var hashing = new PasswordHashing(new QuickHasher());
        var crowd = new List<IDisposable>();
        for (var place = 0; place < Math.Max(1, Environment.ProcessorCount / 2); place++)
        {
            crowd.Add(await hashing.EnterAsync(CancellationToken.None));
        }

        await Should.ThrowAsync<OverloadedException>(Store(hashing).TryAsync(agent.Email, Wrong, CancellationToken.None));

        crowd.ForEach(place => place.Dispose());
        (await Stores.RowsAsync("SELECT access_failed_count FROM agents")).ShouldAllBe(row => row["access_failed_count"] == "0");
    }

    private async Task<AgentView> FindAsync(AgentView agent) => (await Stores.Get<IAgents>().FindAsync(new AgentId(agent.Id), CancellationToken.None))!;

    private async Task TryAsync(AgentView agent, int times)
    {
        for (var time = 0; time < times; time++)
        {
            (await Passwords.TryAsync(agent.Email, Wrong, CancellationToken.None)).ShouldBeNull();
        }
    }

    private (PasswordStore Store, QuickHasher Hasher) Quick()
    {
        var hasher = new QuickHasher();
        return (Store(new PasswordHashing(hasher)), hasher);
    }

    private PasswordStore Store(PasswordHashing hashing) => new(
        Stores.Get<Database>(), Stores.Get<IContextFactory>(), Stores.Get<Accounts>(), hashing, Stores.Get<ILookupNormalizer>(), Stores.Clock);

    /// <summary>Takes no time, and remembers which passwords were held against the one of somebody.</summary>
    private sealed class QuickHasher : IPasswordHasher<Account>
    {
        public ConcurrentBag<string> LookedAt { get; } = [];

        public int Compared { get; private set; }

        public static string HashOf(string password) => $"quick {password}";

        public string HashPassword(Account user, string password) => HashOf(password);

        public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
        {
            Compared++;
            if (hashedPassword == HashOf(GivenAgent.Password))
            {
                LookedAt.Add(providedPassword);
            }

            return hashedPassword == HashOf(providedPassword) ? PasswordVerificationResult.Success : PasswordVerificationResult.Failed;
        }
    }
}

public sealed class PasswordsOnSqlite(SqliteStores stores) : PasswordContract(stores), IClassFixture<SqliteStores>;

public sealed class PasswordsOnPostgres(PostgresStores stores) : PasswordContract(stores), IClassFixture<PostgresStores>;
