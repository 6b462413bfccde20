using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Inbound;

/// <summary>Reads what the provider posts. Never throws, whatever the body is: what cannot be read comes back as such.</summary>
public interface IWebhookReader
{
    /// <param name="body">One object, an array, or <c>{"data":[…]}</c>.</param>
    IReadOnlyList<WebhookItem> Read(ReadOnlyMemory<byte> body);
}

/// <summary>One thing that the provider told us.</summary>
/// <param name="Raw">The bytes that this one was read from, to be stored as they came; reading them alone gives the same item again.</param>
public abstract record WebhookItem(ReadOnlyMemory<byte> Raw)
{
    public sealed record Inbound(InboundMessage Message, ReadOnlyMemory<byte> Raw) : WebhookItem(Raw)
    {
        /// <summary>Posted by "On Inbound Report Received", the other of the dashboard's two events for the same message.</summary>
        public bool IsOfReportEvent { get; init; }
    }

    public sealed record Report(DeliveryReport Content, ReadOnlyMemory<byte> Raw) : WebhookItem(Raw);

    /// <summary>Known, and nothing to do with a customer: counted, neither stored nor answered.</summary>
    public sealed record Ignored(IgnoredBecause Reason, ReadOnlyMemory<byte> Raw) : WebhookItem(Raw)
    {
        /// <summary>Of a test: what was in it.</summary>
        public EventReview? Review { get; init; }

        /// <summary>The review follows from the bytes, and is no part of what it is.</summary>
        public bool Equals(Ignored? other) => base.Equals(other) && Reason == other.Reason;

        public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Reason);
    }

    /// <summary>Goes to quarantine as it is.</summary>
    public sealed record Unreadable(FieldError Problem, ReadOnlyMemory<byte> Raw) : WebhookItem(Raw);
}

public enum IgnoredBecause
{
    /// <summary>MSG91's dashboard tests its button (<c>dryRun</c>, masked digits).</summary>
    DashboardTest,

    /// <summary>What we sent ourselves comes back looking like a message.</summary>
    OutboundEcho,
}
