using Microsoft.AspNetCore.Identity;
using WhatsAppSupport.Domain.Access;

namespace WhatsAppSupport.Infrastructure.Persistence.Access;

/// <summary>A person of the business, as ASP.NET Core Identity keeps them: password hash, stamps, lock-out.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public const int EmailMaxLength = 254;

    /// <summary>As colleagues know them.</summary>
    public required string Name { get; set; }

    public Role Role { get; set; }

    /// <summary>False: may not sign in, and is signed out.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>The password is one that an administrator gave: until it is changed nothing else may be done.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>Raised by each change.</summary>
    public long Version { get; set; } = 1;

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? LastSignInAt { get; set; }

    /// <summary>The id only.</summary>
    public override string ToString() => Id.ToString();
}
