namespace WhatsAppSupport.Infrastructure.Msg91.Webhooks;

/// <summary>What a message says; see <see cref="Domain.Messages.InboundMessage"/> for what each may hold.</summary>
internal readonly record struct MessageContent(string? Text, string? Payload = null, string? Media = null);
