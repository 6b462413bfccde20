using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Domain.Flows.Calls;

/// <summary>
/// A request that an <c>api</c> step wants made. Secrets stand in it as <c>${FLOW_SECRET_NAME}</c> and are put in when it is sent, so that none
/// is ever in a state, a row or a log. What is put into it of what customers say goes through <see cref="CallText"/>.
/// </summary>
/// <param name="Method">One of <see cref="CallLimits.Methods"/>.</param>
/// <param name="TimeOut">Of one try, from the first byte to the last; <see cref="CallLimits.ShortestTry"/> to <see cref="CallLimits.LongestTry"/>.</param>
/// <param name="Retries">After the first try; 0 to <see cref="CallLimits.MostRetries"/>.</param>
public sealed record HttpCall(
    string Method,
    string Url,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    string? Body,
    TimeSpan TimeOut,
    int Retries) : Personal;
