using System.Text.Json;
using WhatsAppSupport.Api.Agents;
using WhatsAppSupport.Api.Keys;
using WhatsAppSupport.Api.Session;
using WhatsAppSupport.Application.Agents;
using WhatsAppSupport.Application.Audit;
using WhatsAppSupport.Application.Keys;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;

namespace WhatsAppSupport.Api.Documentation.Examples;

/// <summary>People and programs: who may come in, and what they did.</summary>
internal sealed class AgentExamples : IExamples
{
    private const string Email = "meera@example.com";

    private static readonly AgentView Meera = new()
    {
        Id = Invented.AgentId,
        Email = Email,
        Name = Invented.Agent,
        Role = Role.Agent,
        IsActive = true,
        MustChangePassword = false,
        LockedUntil = null,
        LastSignInAt = Invented.Morning.AddHours(-1),
        CreatedAt = Invented.Morning.AddDays(-30),
        Version = 3,
    };

    private static readonly ApiKeyView Key = new()
    {
        Id = Guid.Parse("01990000-0000-7000-8000-000000000006"),
        Name = "the shop's order page",
        Hint = "x7Qp",
        Scopes = [Permission.ConversationsRead, Permission.CustomersRead],
        CreatedBy = Invented.AgentId,
        CreatedAt = Invented.Morning.AddDays(-7),
        ExpiresAt = Invented.Morning.AddYears(1),
        LastUsedAt = Invented.Morning,
        RevokedAt = null,
    };

    public IEnumerable<object> All =>
    [
        Meera,
        new AgentPage([Meera], Next: null),
        new NewAgentBody(Email, Invented.Agent, Role.Agent),
        new AgentBody(Role: Role.Supervisor),
        new AgentWithPassword(Meera with { MustChangePassword = true, LastSignInAt = null, Version = 1 }, "told-once-and-never-again"),
        new ApiKeyPage([Key], Next: null),
        new NewKeyBody(Key.Name, Key.Scopes, Key.ExpiresAt),
        new IssuedApiKey(Key with { LastUsedAt = null }, "told-once-and-never-again-x7Qp"),
        new SignInBody(Email, "correct horse battery staple"),
        new PasswordBody("told-once-and-never-again", "correct horse battery staple"),
        new SessionAnswer
        {
            Kind = ActorKind.Agent,
            Id = Invented.AgentId,
            Name = Invented.Agent,
            Email = Email,
            Role = Role.Agent,
            Permissions = [.. Permission.All.Where(Role.Agent.PermissionsOf().Contains)],
            ExpiresAt = Invented.Morning.AddHours(12),
            CsrfToken = "CfDJ8…",
        },
        new AuditPage([TakenOver], Next: null),
    ];

    public static AuditEntryView TakenOver => new()
    {
        Id = 42,
        At = Invented.Morning.AddMinutes(2),
        Actor = new AuditActor(ActorKind.Agent, Invented.AgentId, Invented.Agent),
        Action = "conversation.taken_over",
        Subject = new AuditSubject(SubjectKind.Conversation, Invented.ConversationId.ToString()),
        Before = JsonElement.Parse("""{"assignee":null}"""),
        After = JsonElement.Parse("""{"assignee":"Meera"}"""),
    };
}
