namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>More is waiting, to be written or for a password to be compared, than may wait, or it would wait too long.</summary>
public sealed class OverloadedException() : Exception("Too much is waiting.");
