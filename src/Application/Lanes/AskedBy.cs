using System.Collections.Frozen;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Lanes;

/// <summary>Who asked for what a row does, as the row keeps it: by the time that its turn has come nobody can be asked any more.</summary>
public sealed record AskedBy(ActorKind Kind, Guid Id, string Name) : Personal
{
    public static AskedBy Of(Actor actor) => new(actor.Kind, actor.Id, actor.Name);

    /// <summary>For the audit log only: what they may do was looked at when they asked. Older versions of this program knew one key, and did not write it down.</summary>
    public static Actor ActorOf(AskedBy? asked) =>
        asked is null ? Actor.SettingsKey : new Actor(asked.Kind, asked.Id, asked.Name, FrozenSet<string>.Empty);
}
