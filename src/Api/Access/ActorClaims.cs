using System.Collections.Frozen;
using System.Security.Claims;
using WhatsAppSupport.Domain.Access;

namespace WhatsAppSupport.Api.Access;

/// <summary>An <see cref="Actor"/> as ASP.NET carries it along with a request.</summary>
internal static class ActorClaims
{
    /// <summary>One for each <see cref="Permission"/>: what the policies ask for.</summary>
    public const string PermissionType = "permission";

    private const string KindType = "actor_kind";

    /// <param name="more">What else is known of whoever asks.</param>
    public static ClaimsIdentity ToIdentity(this Actor actor, string scheme, params IEnumerable<Claim> more) => new(
        [
            new Claim(ClaimTypes.NameIdentifier, actor.Id.ToString()),
            new Claim(ClaimTypes.Name, actor.Name),
            new Claim(KindType, actor.Kind.ToString()),
            .. actor.Permissions.Select(permission => new Claim(PermissionType, permission)),
            .. more,
        ],
        scheme);

    /// <summary>Who asks; only behind a policy, where somebody is known.</summary>
    public static Actor ToActor(this ClaimsPrincipal user) => new(
        Enum.Parse<ActorKind>(ValueOf(user, KindType)),
        Guid.Parse(ValueOf(user, ClaimTypes.NameIdentifier)),
        ValueOf(user, ClaimTypes.Name),
        user.FindAll(PermissionType).Select(claim => claim.Value).ToFrozenSet(StringComparer.Ordinal));

    private static string ValueOf(ClaimsPrincipal user, string type) =>
        user.FindFirstValue(type) ?? throw new InvalidOperationException($"Whoever is let in has a claim of type {type}.");
}
