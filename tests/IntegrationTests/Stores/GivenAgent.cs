using WhatsAppSupport.Application.Access;
using WhatsAppSupport.Application.Agents;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>Agents of whom a test names only what matters.</summary>
internal static class GivenAgent
{
    public const string Password = "a right password";

    private static int last;

    public static async Task<AgentView> AddAgentAsync(this StoresUnderTest stores, Role role = Role.Agent, string? email = null)
    {
        var now = stores.Clock.Now;
        var agent = new NewAgent(AgentId.New(now), email ?? $"agent{Interlocked.Increment(ref last)}@shop.example", "Meera", role, Password, false, now);
        return (await stores.Get<IAgents>().AddAsync(agent, Entry("agent.created", agent.Id), CancellationToken.None)).Value;
    }

    public static AuditEntry Entry(string action, AgentId agent) => new(Actor.SettingsKey, action, SubjectKind.Agent, agent.ToString(), null, """{"a":"b"}""");

    public static AuditEntry Entry(string action, AgentView agent) => Entry(action, new AgentId(agent.Id));

    public static async Task<SignedIn?> OpenAsync(this StoresUnderTest stores, RightPassword by, SignInId? brought = null, TimeSpan? time = null)
    {
        var now = stores.Clock.Now;
        var session = new NewSignIn(new SignInId(Guid.CreateVersion7()), by, brought, now, now + (time ?? SignInLimits.SessionTime));
        return await stores.Get<ISignIns>().OpenAsync(session, Entry("session.opened", by.Agent), CancellationToken.None);
    }

    /// <summary>What was written down about this agent, oldest first.</summary>
    public static async Task<IReadOnlyList<string?>> ActionsAsync(this StoresUnderTest stores, AgentView agent) =>
        [.. (await stores.RowsAsync("SELECT action FROM audit WHERE subject_id = @id ORDER BY id", ("@id", agent.Id.ToString()))).Select(row => row["action"])];
}
