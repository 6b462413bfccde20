using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Keys;

/// <summary>Keys of programs. Each change is one transaction with its entry in the audit log.</summary>
public interface IApiKeys
{
    /// <summary>The newest first, by id, expired and revoked ones, too; only what stands strictly behind <paramref name="after"/>.</summary>
    Task<IReadOnlyList<ApiKeyView>> ListAsync(Guid? after, int limit, CancellationToken cancellationToken);

    Task<ApiKeyView?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>By the hash of what was shown, in whatever state it is.</summary>
    Task<ApiKeyView?> FindAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken);

    Task AddAsync(NewApiKey key, AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>Where it is not revoked yet: asked twice, it is done, and written down, once.</summary>
    Task RevokeAsync(Guid id, DateTimeOffset now, AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>Keeps when it was used, where that is not known to the minute already.</summary>
    Task NoteUseAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <param name="Hash">SHA-256 of the key.</param>
public sealed record NewApiKey(ApiKeyView View, ReadOnlyMemory<byte> Hash) : Personal;
