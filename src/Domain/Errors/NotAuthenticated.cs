namespace WhatsAppSupport.Domain.Errors;

/// <summary>Whoever asks did not show who they are. Says nothing about what would have been there.</summary>
public sealed record NotAuthenticated() : Error("not_authenticated", "The request is not authentic.");
