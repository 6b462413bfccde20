namespace WhatsAppSupport.Domain.Errors;

/// <summary>Whoever asks did not show who they are. Says nothing about what would have been there.</summary>
public record NotAuthenticatedError(string Code, string Message) : Error(Code, Message);

/// <inheritdoc />
public sealed record NotAuthenticated() : NotAuthenticatedError("not_authenticated", "The request is not authentic.");
