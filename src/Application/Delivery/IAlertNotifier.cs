namespace WhatsAppSupport.Application.Delivery;

/// <summary>Tells people outside of this program that something needs their hands, not a customer but the program.</summary>
public interface IAlertNotifier
{
    /// <summary>True when it was taken (2xx), or when nobody is to be told; false when it should be tried again later. Never throws for what the other side does.</summary>
    Task<bool> NotifyAsync(Alert alert, CancellationToken cancellationToken);
}

/// <param name="Event">Short and stable, such as <c>outbox.held</c>.</param>
/// <param name="Reason">What is wrong and what to do, in our own words: those of a provider may quote a secret.</param>
/// <param name="Since">With the event it names the occurrence.</param>
public sealed record Alert(string Event, string Reason, DateTimeOffset Since);
