using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Domain.Flows.Calls;

/// <summary>
/// A request that an <c>api</c> step wants made. Secrets stand in it as placeholders (<c>${FLOW_SECRET_NAME}</c>) and are put in at the moment of sending: none
/// is ever stored.
/// </summary>
/// <param name="Url">With the flow's variables filled in.</param>
/// <param name="TimeOut">Of one try.</param>
/// <param name="Retries">How often it is tried once more.</param>
public sealed record HttpCall(
    string Method, string Url, IReadOnlyList<KeyValuePair<string, string>> Headers, string? Body, TimeSpan TimeOut, int Retries) : Personal;
