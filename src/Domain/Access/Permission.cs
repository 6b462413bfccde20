namespace WhatsAppSupport.Domain.Access;

/// <summary>
/// What somebody may do. The names are those of the authorization policies and the scopes of API keys: stable, because keys are stored with them.
/// </summary>
public static class Permission
{
    public const string ConversationsRead = "conversations:read";

    /// <summary>To step into conversations, and to act in those that one has.</summary>
    public const string ConversationsWrite = "conversations:write";

    /// <summary>To act in conversations that somebody else has, and to hand them on.</summary>
    public const string ConversationsAssign = "conversations:assign";
    public const string CustomersRead = "customers:read";
    public const string CustomersWrite = "customers:write";

    /// <summary>All that is stored about a customer, in one file.</summary>
    public const string CustomersExport = "customers:export";

    /// <summary>To take a customer out of the database for good.</summary>
    public const string CustomersErase = "customers:erase";
    public const string FlowsRead = "flows:read";

    /// <summary>To decide which flows run from now on.</summary>
    public const string FlowsPublish = "flows:publish";
    public const string AgentsRead = "agents:read";
    public const string AgentsWrite = "agents:write";
    public const string InboxRead = "inbox:read";
    public const string InboxWrite = "inbox:write";
    public const string AuditRead = "audit:read";
    public const string KeysRead = "keys:read";
    public const string KeysWrite = "keys:write";
    public const string SettingsRead = "settings:read";

    /// <summary>A policy only, and no scope of a key: whoever is known, even while they must change their password.</summary>
    public const string Session = "session";

    /// <summary>All that a role or a key can have, in the order in which they are shown.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        ConversationsRead, ConversationsWrite, ConversationsAssign, CustomersRead, CustomersWrite, CustomersExport, CustomersErase, FlowsRead, FlowsPublish, AgentsRead, AgentsWrite,
        InboxRead, InboxWrite, AuditRead, KeysRead, KeysWrite, SettingsRead,
    ];
}
