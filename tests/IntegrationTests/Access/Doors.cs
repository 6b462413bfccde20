using WhatsAppSupport.Domain.Access;

namespace WhatsAppSupport.IntegrationTests.Access;

/// <summary>Who is let in where: every endpoint of the program, written down by hand, so that a new one is thought about.</summary>
internal static class Doors
{
    public static readonly IReadOnlyList<Door> All =
    [
        .. Guarded(Permission.ConversationsRead, Role.Viewer,
            "GET /api/v1/conversations",
            "GET /api/v1/conversations/counts",
            "GET /api/v1/conversations/{id}",
            "GET /api/v1/conversations/{id}/messages",
            "GET /api/v1/messages",
            "GET /api/v1/messages/search",
            "GET /api/v1/messages/{id}"),
        .. Guarded(Permission.ConversationsWrite, Role.Agent,
            "POST /api/v1/conversations/{id}/takeover",
            "POST /api/v1/conversations/{id}/give-back",
            "POST /api/v1/conversations/{id}/assign",
            "POST /api/v1/conversations/{id}/resolve",
            "PUT /api/v1/conversations/{id}/flag",
            "POST /api/v1/conversations/{id}/messages",
            "POST /api/v1/messages/{id}/resend"),
        .. Guarded(Permission.CustomersRead, Role.Viewer,
            "GET /api/v1/customers",
            "GET /api/v1/customers/{id}"),
        .. Guarded(Permission.CustomersWrite, Role.Agent,
            "PATCH /api/v1/customers/{id}"),
        .. Guarded(Permission.CustomersExport, Role.Supervisor,
            "GET /api/v1/customers/{id}/export"),
        .. Guarded(Permission.CustomersErase, Role.Administrator,
            "DELETE /api/v1/customers/{id}"),
        .. Guarded(Permission.FlowsRead, Role.Viewer,
            "GET /api/v1/flows",
            "GET /api/v1/flows/{id}",
            "GET /api/v1/flows/published",
            "GET /api/v1/flows/published/{id}"),
        .. Guarded(Permission.FlowsPublish, Role.Supervisor,
            "POST /api/v1/flows"),
        .. Guarded(Permission.AgentsRead, Role.Viewer,
            "GET /api/v1/agents",
            "GET /api/v1/agents/{id}"),
        .. Guarded(Permission.AgentsWrite, Role.Administrator,
            "POST /api/v1/agents",
            "PATCH /api/v1/agents/{id}",
            "POST /api/v1/agents/{id}/password-reset",
            "POST /api/v1/agents/{id}/unlock"),
        .. Guarded(Permission.InboxRead, Role.Supervisor,
            "GET /api/v1/inbox",
            "GET /api/v1/inbox/{id}"),
        .. Guarded(Permission.InboxWrite, Role.Supervisor,
            "POST /api/v1/inbox/{id}/replay"),
        .. Guarded(Permission.AuditRead, Role.Supervisor,
            "GET /api/v1/audit"),
        .. Guarded(Permission.KeysRead, Role.Administrator,
            "GET /api/v1/keys"),
        .. Guarded(Permission.KeysWrite, Role.Administrator,
            "POST /api/v1/keys",
            "DELETE /api/v1/keys/{id}"),
        .. Guarded(Permission.SettingsRead, Role.Administrator,
            "GET /api/v1/settings"),

        // For whoever has come in, whatever they may do.
        .. Guarded(null, Role.Viewer,
            "GET /api/v1/session",
            "PUT /api/v1/session/password",
            "DELETE /api/v1/session"),

        // They have locks of their own: a password, MSG91's signature, this machine.
        .. With(Lock.Own,
            "POST /api/v1/session",
            "POST /webhooks/msg91/inbound",
            "POST /webhooks/msg91/reports"),
        .. With(Lock.ThisMachine,
            "GET /health",
            "GET /metrics"),
        .. With(Lock.Sandbox,
            "GET /api/v1/sandbox/messages"),
        .. With(Lock.None,
            "GET /health/live",
            "HEAD /health/live",
            "GET /health/ready",
            "HEAD /health/ready",
            "GET /openapi/{documentName}.json",
            "GET /",
            "GET /admin",
            "GET /admin/{**path}"),
    ];

    private static IEnumerable<Door> Guarded(string? permission, Role from, params string[] endpoints) =>
        endpoints.Select(endpoint => new Door(endpoint, Lock.Permission, permission, from));

    private static IEnumerable<Door> With(Lock door, params string[] endpoints) => endpoints.Select(endpoint => new Door(endpoint, door, null, null));
}

/// <param name="Permission">The scope that opens it to a key; null = any key.</param>
/// <param name="From">The first role that is let in.</param>
internal sealed record Door(string Endpoint, Lock Lock, string? Permission, Role? From)
{
    public HttpMethod Method => new(Endpoint.Split(' ')[0]);

    /// <summary>With an id that nothing has.</summary>
    public string Path => Endpoint.Split(' ')[1]
        .Replace("{documentName}", "v1", StringComparison.Ordinal)
        .Replace("{**path}", "somewhere", StringComparison.Ordinal)
        .Replace("{id}", IsOfInbox || Endpoint.Contains("/published/", StringComparison.Ordinal) ? "999999999" : Guid.CreateVersion7().ToString(), StringComparison.Ordinal);

    private bool IsOfInbox => Endpoint.Contains("/inbox/", StringComparison.Ordinal);

    public override string ToString() => Endpoint;
}

internal enum Lock
{
    None,
    Permission,
    Own,
    ThisMachine,
    Sandbox,
}
