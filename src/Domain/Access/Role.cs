using System.Collections.Frozen;

namespace WhatsAppSupport.Domain.Access;

/// <summary>What a person of the business is. Each may all that the one before may.</summary>
public enum Role
{
    /// <summary>Looks, and changes nothing.</summary>
    Viewer,

    /// <summary>Takes conversations over and answers.</summary>
    Agent,

    /// <summary>Hands conversations to agents, takes up again what was left behind, and publishes flows.</summary>
    Supervisor,

    /// <summary>Everything: people, keys, settings.</summary>
    Administrator,
}

public static class Roles
{
    private static readonly FrozenSet<string> Viewers =
        Set([], Permission.ConversationsRead, Permission.CustomersRead, Permission.FlowsRead, Permission.AgentsRead);

    private static readonly FrozenSet<string> Agents = Set(Viewers, Permission.ConversationsWrite, Permission.CustomersWrite);

    private static readonly FrozenSet<string> Supervisors =
        Set(Agents, Permission.ConversationsAssign, Permission.CustomersExport, Permission.FlowsPublish, Permission.InboxRead, Permission.InboxWrite, Permission.AuditRead);

    private static readonly FrozenSet<string> Administrators = Set(Permission.All);

    public static IReadOnlySet<string> PermissionsOf(this Role role) => role switch
    {
        Role.Viewer => Viewers,
        Role.Agent => Agents,
        Role.Supervisor => Supervisors,
        Role.Administrator => Administrators,
        _ => FrozenSet<string>.Empty,
    };

    private static FrozenSet<string> Set(IEnumerable<string> before, params IEnumerable<string> more) => before.Concat(more).ToFrozenSet(StringComparer.Ordinal);
}
