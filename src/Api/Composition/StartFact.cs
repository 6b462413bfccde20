namespace WhatsAppSupport.Api.Composition;

/// <summary>Something that a part chose or found at start, for the banner; register one as a service and it is shown. Never a secret.</summary>
public sealed record StartFact(string Label, string Value);
