using System.Text.Json.Nodes;
using WhatsAppSupport.Api.Agents;
using WhatsAppSupport.Api.Keys;
using WhatsAppSupport.Api.Session;
using WhatsAppSupport.Application.Agents;
using WhatsAppSupport.Application.Audit;
using WhatsAppSupport.Application.Keys;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;

namespace WhatsAppSupport.Api.Documentation.Examples;

/// <summary>Who signs in, who is let in, and what is written down of it.</summary>
internal sealed class AccessExamples : IExamples
{
    private const string Email = "meera@shop.example";

    private static readonly AgentView Agent = new()
    {
        Id = Invented.AgentId,
        Email = Email,
        Name = Invented.Agent,
        Role = Role.Agent,
        IsActive = true,
        MustChangePassword = false,
        LockedUntil = null,
        LastSignInAt = Invented.Morning,
        CreatedAt = Invented.Morning.AddDays(-30),
        Version = 3,
    };

    private static readonly ApiKeyView Key = new()
    {
        Id = Guid.Parse("01990000-0000-7000-8000-000000000007"),
        Name = "shop",
        Hint = "x2Fk",
        Scopes = [Permission.ConversationsRead, Permission.CustomersRead],
        CreatedBy = Invented.AgentId,
        CreatedAt = Invented.Morning,
        ExpiresAt = Invented.Morning.AddYears(1),
        LastUsedAt = Invented.Morning.AddMinutes(5),
        RevokedAt = null,
    };

    private static readonly AuditEntryView Entry = new()
    {
        Id = 42,
        At = Invented.Morning,
        Actor = new AuditActor(ActorKind.Agent, Invented.AgentId, Invented.Agent),
        Action = "agent.changed",
        Subject = new AuditSubject(SubjectKind.Agent, Invented.AgentId.ToString()),
        Before = new JsonObject { ["role"] = "viewer" },
        After = new JsonObject { ["role"] = "agent" },
    };

    public IEnumerable<object> All =>
    [
        new SignInBody(Email, "a few words in a row"),
        new PasswordBody("a few words in a row", "a few others in a row"),
        new SessionAnswer
        {
            Kind = ActorKind.Agent,
            Id = Agent.Id,
            Name = Agent.Name,
            Email = Email,
            Role = Agent.Role,
            Permissions = [.. Permission.All.Where(Agent.Role.PermissionsOf().Contains)],
            ExpiresAt = Invented.Morning.AddHours(12),
            CsrfToken = "CfDJ8K6MLOGDG5BPk_636M0SOJ_EA1pCZBSu",
        },
        new NewAgentBody(Email, Invented.Agent, Role.Agent),
        new AgentBody(Role: Role.Supervisor),
        Agent,
        new AgentPage([Agent], Next: null),
        new AgentWithPassword(Agent with { MustChangePassword = true, LastSignInAt = null }, "q7Zr1kVn0sXw3tYb5uMd"),
        new NewKeyBody(Key.Name, Key.Scopes, Key.ExpiresAt),
        new ApiKeyPage([Key], Next: null),
        new IssuedApiKey(Key with { LastUsedAt = null }, "wsk_1b0Xq7ZrkVn0sXw3tYb5uMd9cEfGhJkLmNpQrStx2Fk"),
        new AuditPage([Entry], Next: "42"),
    ];
}
