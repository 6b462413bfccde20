using System.Collections.Frozen;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Domain.Access;

/// <summary>Who asks for something, as it goes into the audit log: a person of the business, a program with a key, or this program itself.</summary>
/// <param name="Id">The agent's or the key's.</param>
/// <param name="Name">As colleagues know them.</param>
/// <param name="Permissions">See <see cref="Permission"/>.</param>
public sealed record Actor(ActorKind Kind, Guid Id, string Name, IReadOnlySet<string> Permissions) : Personal
{
    public const int NameMaxLength = 100;

    /// <summary>The key of <c>ADMIN_API_KEY</c>, which stands in no table.</summary>
    public static readonly Actor SettingsKey = new(
        ActorKind.Key, new Guid("00000000-0000-7000-8000-000000000001"), "api-key", Role.Administrator.PermissionsOf());

    /// <summary>What happens by itself: the first administrator is made at start.</summary>
    public static readonly Actor System = new(ActorKind.System, Guid.Empty, "system", FrozenSet<string>.Empty);

    public bool May(string permission) => Permissions.Contains(permission);
}

public enum ActorKind
{
    Agent,
    Key,
    System,
}
