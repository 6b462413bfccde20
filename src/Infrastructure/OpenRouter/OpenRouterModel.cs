using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Metrics;
using WhatsAppSupport.Application.Models;
using WhatsAppSupport.Application.Traces;
using WhatsAppSupport.Infrastructure.Http;

namespace WhatsAppSupport.Infrastructure.OpenRouter;

/// <summary>Asks one model after the other until one answers, all of them within one deadline.</summary>
internal sealed partial class OpenRouterModel : ILanguageModel, IDisposable
{
    private readonly OpenRouterOptions options;

    private readonly OpenRouterClient client;

    private readonly Persona persona;

    private readonly SupportMetrics metrics;

    private readonly SupportTraces traces;

    private readonly TimeProvider clock;

    private readonly ILogger<OpenRouterModel> logger;

    private readonly string[] models;

    private readonly SemaphoreSlim slots;

    public OpenRouterModel(
        OpenRouterOptions options, OpenRouterClient client, Persona persona, SupportMetrics metrics, SupportTraces traces, TimeProvider clock, ILogger<OpenRouterModel> logger)
    {
        (this.options, this.client, this.persona, this.metrics, this.traces, this.clock, this.logger) = (options, client, persona, metrics, traces, clock, logger);
        models = [.. options.Models];
        metrics.Models.Know(models);
        slots = new SemaphoreSlim(options.MostAtOnce);
    }

    public bool IsConfigured => true;

    public async Task<ModelOutcome> AnswerAsync(ModelQuestion question, CancellationToken cancellationToken)
    {
        var deadline = new Deadline(clock, options.Timeout);
        if (!await slots.WaitAsync(options.Timeout, cancellationToken).ConfigureAwait(false))
        {
            return new ModelOutcome.Failed("too many questions at once");
        }

        try
        {
            return await AskEachAsync(question, deadline, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            slots.Release();
        }
    }

    public void Dispose() => slots.Dispose();

    private async Task<ModelOutcome> AskEachAsync(ModelQuestion question, Deadline deadline, CancellationToken cancellationToken)
    {
        var reasons = new List<string>();
        for (var asked = 0; asked < models.Length && !deadline.HasPassed; asked++)
        {
            // A model that hangs leaves half of the time to those after it.
            var share = asked == models.Length - 1 ? deadline.Left : deadline.Left / 2;
            switch (await AskOneAsync(asked, question, new Deadline(clock, share), cancellationToken).ConfigureAwait(false))
            {
                case ModelAttempt.Answered answer:
                    LogAnswered(answer.Usage.Name, answer.Usage.Tokens, answer.Usage.CostMicroDollars);
                    return new ModelOutcome.Answered(answer.Text, answer.Usage);
                case ModelAttempt.Failed failed:
                    reasons.Add($"{models[asked]}: {failed.Reason}");
                    if (failed.Remedy == Remedy.None)
                    {
                        LogKeyRefused(failed.Reason);
                        return new ModelOutcome.Failed(string.Join("; ", reasons));
                    }

                    break;
            }
        }

        return new ModelOutcome.Failed(reasons.Count > 0 ? string.Join("; ", reasons) : "no time left to ask");
    }

    /// <param name="place">Of the model, among all of them.</param>
    private async Task<ModelAttempt> AskOneAsync(int place, ModelQuestion question, Deadline deadline, CancellationToken cancellationToken)
    {
        var model = models[place];
        using var span = traces.Model(model, question.TraceParent);
        var started = clock.GetTimestamp();
        var attempt = await client.AskAsync(ChatRequest.For(model, question, persona, options), deadline, cancellationToken).ConfigureAwait(false);
        var usage = attempt switch
        {
            ModelAttempt.Answered answered => answered.Usage,
            ModelAttempt.Failed failed => failed.Spent,
            _ => null,
        };
        var hasAnswered = attempt is ModelAttempt.Answered;
        metrics.Models.Asked(model, hasAnswered, isFallback: place > 0, clock.GetElapsedTime(started), usage);
        span?.SetTag("outcome", hasAnswered ? "answered" : "failed").SetTag("tokens", usage?.Tokens);
        return attempt;
    }

    [LoggerMessage(LogLevel.Debug, "{Model} answered with {Tokens} tokens for {MicroDollars} micro-dollars")]
    private partial void LogAnswered(string model, int tokens, long? microDollars);

    [LoggerMessage(LogLevel.Error, "OpenRouter refuses this key ({Reason}): see OPENROUTER_API_KEY and its credits")]
    private partial void LogKeyRefused(string reason);
}
