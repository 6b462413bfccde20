using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Domain.Access;

/// <summary>A person of the business, as far as others have to know of them to hand something over.</summary>
public sealed record Colleague(AgentId Id, string Name, Role Role, bool IsActive) : Personal
{
    public bool May(string permission) => Role.PermissionsOf().Contains(permission);
}
