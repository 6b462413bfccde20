using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Inbound;

/// <summary>What the provider has posted, for whoever looks whether it is what they asked for.</summary>
public interface IRecentPosts
{
    /// <summary>The last ones of which the body is kept, the last one first; that of a report is not kept once it is applied.</summary>
    Task<IReadOnlyList<RecentPost>> ListAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Whether a customer's message came at that moment or later.</summary>
    Task<bool> HasMessageSinceAsync(DateTimeOffset moment, CancellationToken cancellationToken);

    /// <summary>Of these messages those that never came, in the same order.</summary>
    Task<IReadOnlyList<LoggedInbound>> FindMissedAsync(IReadOnlyList<LoggedInbound> logged, CancellationToken cancellationToken);
}

/// <param name="Body">As it came.</param>
public sealed record RecentPost(InboxKind Kind, ReadOnlyMemory<byte> Body) : Personal;

/// <summary>A customer's message as the provider's own log has it.</summary>
/// <param name="IntegratedNumber">Our number that was written to.</param>
/// <param name="ProviderId">The same under which it is posted.</param>
/// <param name="SentAt">The earliest moment that it can have been written: a late one must not open the service window.</param>
/// <param name="Event">As it would have been posted.</param>
public sealed record LoggedInbound(string IntegratedNumber, string ProviderId, DateTimeOffset SentAt, ReadOnlyMemory<byte> Event) : Personal;

/// <summary>The provider's log of what customers wrote.</summary>
public interface IInboundLog
{
    /// <summary>Of the last days, as far back as it can be asked. Throws when it does not answer.</summary>
    Task<InboundLogAnswer> AskAsync(CancellationToken cancellationToken);
}

/// <param name="Messages">Those that can be taken in, the first one first.</param>
/// <param name="Left">Customers' messages that name no id, no customer or no time: taken in, they might be answered twice, or late.</param>
/// <param name="IsWhole">False: there are more than the provider tells at once.</param>
public sealed record InboundLogAnswer(IReadOnlyList<LoggedInbound> Messages, int Left, bool IsWhole) : Personal;
