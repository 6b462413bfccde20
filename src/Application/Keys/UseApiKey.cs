using System.Collections.Frozen;
using MediatR;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Keys;

/// <summary>A program shows a key: who is that, and what may it do? Looked up with each request, so that a revoked key is one at once.</summary>
public sealed record UseApiKey(string Secret) : Personal, ICommand<Result<Actor>>, IAskedByPerson;

internal sealed class UseApiKeyHandler(IApiKeys keys, TimeProvider clock) : IRequestHandler<UseApiKey, Result<Actor>>
{
    /// <summary>A busy key is not written to with each request.</summary>
    private static readonly TimeSpan Precision = TimeSpan.FromMinutes(1);

    public async Task<Result<Actor>> Handle(UseApiKey command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await keys.FindAsync(ApiKey.HashOf(command.Secret), cancellationToken) is not { } key || !key.IsValidAt(now))
        {
            return new NotAuthenticated();
        }

        if (key.LastUsedAt is not { } last || now - last >= Precision)
        {
            await keys.NoteUseAsync(key.Id, now, cancellationToken);
        }

        return new Actor(ActorKind.Key, key.Id, key.Name, key.Scopes.ToFrozenSet(StringComparer.Ordinal));
    }
}
