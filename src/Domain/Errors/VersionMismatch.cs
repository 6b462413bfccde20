namespace WhatsAppSupport.Domain.Errors;

/// <summary>Somebody has changed it since it was read, and whoever asks wanted to be told so.</summary>
public sealed record VersionMismatch(long Present) : PreconditionError(
    "version_mismatch",
    "It was changed since you have read it, and nothing was done: \"version\" says what its version is now. Read it again; leave out If-Match to change it whatever it has become.",
    Present);
