namespace WhatsAppSupport.Api.Webhooks;

/// <summary>A message in the plain shape. MSG91's own shapes, lists of them and delivery reports are taken as well.</summary>
/// <remarks>For the OpenAPI document only: nothing that is posted passes through this type.</remarks>
/// <param name="From">The customer's number with the country code, 10 to 15 digits; +, - and blanks are taken off.</param>
/// <param name="Text">What the customer wrote.</param>
/// <param name="Timestamp">Seconds since 1970.</param>
/// <param name="MessageId">The same message posted twice is taken once. Left out, one is made of sender, time, type and text.</param>
/// <param name="Type">text when left out.</param>
public sealed record PlainMessage(string From, string Text, long Timestamp, string? MessageId = null, string? Type = null);
