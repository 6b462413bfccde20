using WhatsAppSupport.Application.Access;
using WhatsAppSupport.Application.Agents;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

/// <summary>The people of a business as a database keeps them: accounts, passwords in clear, sessions.</summary>
internal sealed class FakePeople(TimeProvider clock) : IAgents, IPasswords, ISignIns
{
    private readonly List<AgentView> agents = [];
    private readonly Dictionary<Guid, string> passwords = [];
    private readonly Dictionary<SignInId, (Guid Agent, DateTimeOffset ExpiresAt)> sessions = [];

    /// <summary>All that went into the audit log.</summary>
    public List<AuditEntry> Audit { get; } = [];

    public IReadOnlyList<AgentView> All => agents;

    public IReadOnlyCollection<SignInId> Sessions => sessions.Keys;

    /// <summary>Who is quicker, before the next changes: each of them moves an agent on.</summary>
    public Queue<Func<AgentView, AgentView>> Races { get; } = new();

    public AgentView Put(Role role, string email = "meera@shop.example", string password = "a right password") =>
        Add(new NewAgent(AgentId.New(clock.GetUtcNow()), email, "Meera", role, password, false, clock.GetUtcNow()));

    public string PasswordOf(Guid agent) => passwords[agent];

    public Task<IReadOnlyList<AgentView>> ListAsync(AgentId? after, int limit, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<AgentView>>(
        [.. agents.OrderBy(agent => agent.Id).Where(agent => after is null || agent.Id.CompareTo(after.Value.Value) > 0).Take(limit)]);

    public Task<AgentView?> FindAsync(AgentId id, CancellationToken cancellationToken) => Task.FromResult(agents.Find(agent => agent.Id == id.Value));

    public Task<Result<AgentView>> AddAsync(NewAgent agent, AuditEntry entry, CancellationToken cancellationToken)
    {
        if (agents.Exists(other => other.Email == agent.Email))
        {
            return Task.FromResult<Result<AgentView>>(new EmailTaken());
        }

        Audit.Add(entry);
        return Task.FromResult<Result<AgentView>>(Add(agent));
    }

    public Task<bool> AddFirstAsync(Func<(NewAgent Agent, AuditEntry Entry)> first, CancellationToken cancellationToken)
    {
        if (agents.Count > 0)
        {
            return Task.FromResult(false);
        }

        var (agent, entry) = first();
        Audit.Add(entry);
        Add(agent);
        return Task.FromResult(true);
    }

    public Task<Result<AgentView>> ChangeAsync(AgentView before, AgentView after, AuditEntry entry, CancellationToken cancellationToken) =>
        Task.FromResult(Store(before, _ => after, entry));

    public Task<Result<AgentView>> ResetPasswordAsync(AgentView before, string password, AuditEntry entry, CancellationToken cancellationToken)
    {
        var reset = Store(before, agent => agent with { MustChangePassword = true, LockedUntil = null }, entry);
        if (reset.Error is null)
        {
            passwords[before.Id] = password;
            EndSessions(before.Id, null);
        }

        return Task.FromResult(reset);
    }

    public Task<Result<AgentView>> UnlockAsync(AgentView before, AuditEntry entry, CancellationToken cancellationToken) =>
        Task.FromResult(Store(before, agent => agent with { LockedUntil = null }, entry));

    public Task<RightPassword?> TryAsync(string email, string password, CancellationToken cancellationToken) =>
        Task.FromResult(Try(agents.Find(agent => agent.Email == email), password));

    public Task<RightPassword?> TryAsync(AgentId agent, string password, CancellationToken cancellationToken) =>
        Task.FromResult(Try(agents.Find(other => other.Id == agent.Value), password));

    public Task<bool> ChangeAsync(RightPassword shown, string password, SignInId kept, AuditEntry entry, CancellationToken cancellationToken)
    {
        if (passwords[shown.Agent.Value] != shown.Stamp)
        {
            return Task.FromResult(false);
        }

        passwords[shown.Agent.Value] = password;
        EndSessions(shown.Agent.Value, kept);
        Audit.Add(entry);
        return Task.FromResult(true);
    }

    public Task<SignedIn?> OpenAsync(NewSignIn session, AuditEntry entry, CancellationToken cancellationToken)
    {
        if (session.Brought is { } brought)
        {
            sessions.Remove(brought);
        }

        sessions[session.Id] = (session.By.Agent.Value, session.ExpiresAt);
        Audit.Add(entry);
        return FindAsync(session.Id, cancellationToken);
    }

    public Task CloseAsync(SignInId session, AuditEntry entry, CancellationToken cancellationToken)
    {
        if (sessions.Remove(session))
        {
            Audit.Add(entry);
        }

        return Task.CompletedTask;
    }

    public Task<SignedIn?> FindAsync(SignInId session, CancellationToken cancellationToken)
    {
        var agent = sessions.TryGetValue(session, out var found) && found.ExpiresAt > clock.GetUtcNow() ? agents.Find(other => other.Id == found.Agent && other.IsActive) : null;
        return Task.FromResult(agent is null
            ? null
            : new SignedIn(session, new AgentId(agent.Id), agent.Name, agent.Email, agent.Role, agent.MustChangePassword, found.ExpiresAt));
    }

    private AgentView Add(NewAgent agent)
    {
        var view = new AgentView
        {
            Id = agent.Id.Value,
            Email = agent.Email,
            Name = agent.Name,
            Role = agent.Role,
            IsActive = true,
            MustChangePassword = agent.MustChangePassword,
            LockedUntil = null,
            LastSignInAt = null,
            CreatedAt = agent.CreatedAt,
            Version = 1,
        };
        agents.Add(view);
        passwords[view.Id] = agent.Password;
        return view;
    }

    private Result<AgentView> Store(AgentView before, Func<AgentView, AgentView> change, AuditEntry entry)
    {
        var place = agents.FindIndex(agent => agent.Id == before.Id);
        if (Races.TryDequeue(out var race))
        {
            agents[place] = race(agents[place]) with { Version = agents[place].Version + 1 };
        }

        if (agents[place].Version != before.Version)
        {
            return new AgentMovedOn(agents[place].Version);
        }

        agents[place] = change(agents[place]) with { Version = before.Version + 1 };
        Audit.Add(entry);
        return agents[place];
    }

    private RightPassword? Try(AgentView? agent, string password) => agent is { IsActive: true, LockedUntil: null } && passwords[agent.Id] == password
        ? new RightPassword(new AgentId(agent.Id), agent.Name, agent.Email, agent.Role, passwords[agent.Id])
        : null;

    private void EndSessions(Guid agent, SignInId? kept)
    {
        foreach (var session in sessions.Where(session => session.Value.Agent == agent && session.Key != kept).Select(session => session.Key).ToList())
        {
            sessions.Remove(session);
        }
    }
}
