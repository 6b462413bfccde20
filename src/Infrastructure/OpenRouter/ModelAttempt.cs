using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Infrastructure.OpenRouter;

/// <summary>What one request to one model came to.</summary>
internal abstract record ModelAttempt
{
    private ModelAttempt()
    {
    }

    public sealed record Answered(string Text, ModelUsage Usage) : ModelAttempt;

    /// <param name="Reason">Numbers and OpenRouter's fixed words only: its messages may quote what was asked.</param>
    /// <param name="RetryAfter">How long OpenRouter asks to wait; null when it does not.</param>
    /// <param name="Spent">What it took all the same; null when nothing is known of it.</param>
    public sealed record Failed(string Reason, Remedy Remedy, TimeSpan? RetryAfter = null, ModelUsage? Spent = null) : ModelAttempt
    {
        /// <summary>It had a fair share of the time, and said nothing.</summary>
        public bool WasTooSlow { get; init; }

        /// <summary>It does not answer at present, whatever it is asked; a question that it will not answer says nothing about it.</summary>
        public bool IsDown => Remedy == Remedy.SameModel || WasTooSlow;
    }
}

internal enum Remedy
{
    /// <summary>The same model may answer in a moment, else the next.</summary>
    SameModel,

    NextModel,

    /// <summary>The key or its budget is the trouble: every model would say the same.</summary>
    None,
}
