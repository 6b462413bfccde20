namespace WhatsAppSupport.Infrastructure.Sealing;

/// <summary>The ring of this process.</summary>
/// <param name="Keys">Null: values are stored in clear.</param>
internal sealed record SealingRing(KeyRing? Keys);
