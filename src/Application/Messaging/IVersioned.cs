namespace WhatsAppSupport.Application.Messaging;

/// <summary>An answer that tells the version of what it is about, so that the next change can be asked for on condition that nobody else was there.</summary>
public interface IVersioned
{
    long Version { get; }
}
