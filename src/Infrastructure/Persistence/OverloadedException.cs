namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>More is waiting to be written than may wait, or it would wait too long.</summary>
public sealed class OverloadedException() : Exception("Too much is waiting to be written.");
