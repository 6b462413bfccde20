namespace WhatsAppSupport.Domain.Access;

/// <summary>Names a session of somebody who signed in. Random, and a secret: whoever knows it has half of the cookie.</summary>
public readonly record struct SignInId(Guid Value)
{
    /// <summary>Nothing of it.</summary>
    public override string ToString() => nameof(SignInId);
}
