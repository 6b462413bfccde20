using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Sealing;

/// <summary>
/// Seals what was posted before it is stored, and opens it again. A row's own id is given by its insert, so that a body is bound to what names the row before: our number, the
/// provider's id, the kind and the moment.
/// </summary>
internal sealed partial class InboxSeal(DayKeys keys, ILogger<InboxSeal> logger)
{
    /// <summary>Not while a write is entered: the first body of a day may make its key.</summary>
    public async ValueTask<IReadOnlyList<InboxEntry>> SealAsync(IReadOnlyList<InboxEntry> entries, CancellationToken cancellationToken)
    {
        var stored = new InboxEntry[entries.Count];
        for (var place = 0; place < stored.Length; place++)
        {
            stored[place] = entries[place] with { Body = await SealAsync(entries[place], cancellationToken) };
        }

        return stored;
    }

    /// <summary>The body of a row that was stored in clear.</summary>
    public async ValueTask<byte[]> SealAsync(InboxRecord row, CancellationToken cancellationToken)
    {
        var entry = new InboxEntry(row.Kind, null, row.IntegratedNumber, row.ProviderIdHash, row.ReceivedAt, SealedBody.Unmarked(row.Body));
        return (await SealAsync(entry, cancellationToken)).ToArray();
    }

    /// <returns>Nothing, where it does not open: whoever reads it then treats it as a body without sense, which holds up nobody.</returns>
    public async ValueTask<ReadOnlyMemory<byte>> OpenAsync(InboxRecord row, CancellationToken cancellationToken)
    {
        if (SealedBody.DayOf(row.Body) is not { } day)
        {
            return SealedBody.Unmarked(row.Body);
        }

        try
        {
            if (await keys.FindAsync(day, cancellationToken) is { } key)
            {
                return SealedBody.Open(key.Bytes, Place(row.Kind, row.IntegratedNumber, row.ProviderIdHash, row.ReceivedAt), row.Body);
            }
        }
        catch (CryptographicException)
        {
            // Said below, as for a key that is gone.
        }

        IsUnreadable(logger, row.Id);
        return default;
    }

    private async ValueTask<ReadOnlyMemory<byte>> SealAsync(InboxEntry entry, CancellationToken cancellationToken)
    {
        if (!keys.Seals)
        {
            return SealedBody.Plain(entry.Body);
        }

        var day = DayKeys.DayOf(entry.ReceivedAt);
        var key = await keys.ForWritingAsync(day, cancellationToken);
        return SealedBody.Seal(key.Bytes, day, Place(entry.Kind, entry.IntegratedNumber, entry.ProviderId, entry.ReceivedAt), entry.Body.Span);
    }

    private static byte[] Place(InboxKind kind, string number, LookupHash providerId, DateTimeOffset receivedAt)
    {
        Span<byte> fixedPart = stackalloc byte[16 + sizeof(long)];
        providerId.Value.TryWriteBytes(fixedPart, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(fixedPart[16..], Microseconds.Of(receivedAt));
        return [.. fixedPart, (byte)kind, .. Encoding.UTF8.GetBytes(number)];
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "inbox.body of {Row} cannot be read: it was changed, moved, or its key is gone")]
    private static partial void IsUnreadable(ILogger logger, long row);
}
