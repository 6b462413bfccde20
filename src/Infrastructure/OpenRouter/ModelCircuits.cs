using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Infrastructure.Http;

namespace WhatsAppSupport.Infrastructure.OpenRouter;

/// <summary>
/// A circuit for each model, not one for OpenRouter: models are served by different providers, and one that hangs must not take those
/// with it that answer. When OpenRouter itself is away all of them open, each after its own failures.
/// </summary>
internal sealed class ModelCircuits(IEnumerable<string> models, TimeProvider clock, ILogger<OpenRouterClient> logger)
{
    /// <summary>
    /// Two customers who waited in vain are enough: the next model, or the apology, answers the others at once. With each break one customer's
    /// question tries again.
    /// </summary>
    private static readonly CircuitLimits Limits = new()
    {
        Window = TimeSpan.FromSeconds(45),
        LeastRequests = 2,
        FailureRatio = 0.6,
        Break = TimeSpan.FromSeconds(15),
        LongestBreak = TimeSpan.FromMinutes(2),
        RestsWhenAsked = true,
    };

    private readonly FrozenDictionary<string, Circuit<ModelAttempt>> circuits = models.ToFrozenDictionary(
        model => model,
        model => new Circuit<ModelAttempt>($"openrouter:{model}", Limits, IsFailure, Asked, clock, logger),
        StringComparer.Ordinal);

    public Circuit<ModelAttempt> Of(string model) => circuits[model];

    private static bool IsFailure(ModelAttempt attempt) => attempt is ModelAttempt.Failed { IsDown: true };

    private static TimeSpan? Asked(ModelAttempt attempt) => attempt is ModelAttempt.Failed { IsDown: true, RetryAfter: { } wait } ? wait : null;
}
