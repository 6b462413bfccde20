using MediatR;
using WhatsAppSupport.Application.Access;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Keys;

/// <summary>From now on the key opens nothing; done twice, it is done once.</summary>
public sealed record RevokeApiKey(Actor By, Guid Key) : Personal, ICommand<Result>, IAskedByPerson;

internal sealed class RevokeApiKeyHandler(IApiKeys keys, TimeProvider clock) : IRequestHandler<RevokeApiKey, Result>
{
    public async Task<Result> Handle(RevokeApiKey command, CancellationToken cancellationToken)
    {
        if (await keys.FindAsync(command.Key, cancellationToken) is not { } key)
        {
            return new ApiKeyNotFound(command.Key);
        }

        var now = clock.NowAsStored();
        var entry = new AuditEntry(
            command.By,
            "key.revoked",
            SubjectKind.Key,
            key.Id.ToString(),
            AuditFields.Of(("name", key.Name), ("hint", key.Hint), ("revokedAt", null)),
            AuditFields.Of(("name", key.Name), ("hint", key.Hint), ("revokedAt", now)));
        await keys.RevokeAsync(key.Id, now, entry, cancellationToken);
        return Result.Success;
    }
}
