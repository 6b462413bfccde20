using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Infrastructure.Http;

namespace WhatsAppSupport.Infrastructure.Msg91;

/// <summary>When MSG91 counts as down: it cannot be reached, says nothing in time, or refuses everybody (429, 500, 502, 503, 504).</summary>
internal static class Msg91Circuit
{
    /// <summary>
    /// One customer's tries at 0, 1 and 3 s suffice to open it; on a busy channel it is open after half of five seconds. A probe each 30 s at the
    /// latest, so that messages wait little longer than MSG91 is away.
    /// </summary>
    private static readonly CircuitLimits Limits = new()
    {
        Window = TimeSpan.FromSeconds(5),
        LeastRequests = 3,
        FailureRatio = 0.5,
        Break = TimeSpan.FromSeconds(5),
        LongestBreak = TimeSpan.FromSeconds(30),
    };

    public static Circuit<SendOutcome> Create(TimeProvider clock, ILogger<Msg91Gateway> logger) =>
        new("msg91", Limits, IsFailure, Asked, clock, logger);

    private static bool IsFailure(SendOutcome outcome) =>
        outcome is SendOutcome.PerhapsSent or SendOutcome.RefusedForNow { ConcernsCustomerOnly: false };

    private static TimeSpan? Asked(SendOutcome outcome) =>
        outcome is SendOutcome.RefusedForNow { ConcernsCustomerOnly: false, RetryAfter: { } wait } ? wait : null;
}
