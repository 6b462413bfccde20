using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Models;
using WhatsAppSupport.Infrastructure.Http;

namespace WhatsAppSupport.Infrastructure.OpenRouter;

/// <summary>Asks one model after the other until one answers, all of them within one deadline.</summary>
internal sealed partial class OpenRouterModel : ILanguageModel, IDisposable
{
    private readonly OpenRouterOptions options;

    private readonly OpenRouterClient client;

    private readonly Persona persona;

    private readonly TimeProvider clock;

    private readonly ILogger<OpenRouterModel> logger;

    private readonly string[] models;

    private readonly SemaphoreSlim slots;

    public OpenRouterModel(OpenRouterOptions options, OpenRouterClient client, Persona persona, TimeProvider clock, ILogger<OpenRouterModel> logger)
    {
        (this.options, this.client, this.persona, this.clock, this.logger) = (options, client, persona, clock, logger);
        models = [.. options.Models];
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
            var chat = ChatRequest.For(models[asked], question, persona, options);
            switch (await client.AskAsync(chat, new Deadline(clock, share), cancellationToken).ConfigureAwait(false))
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

    [LoggerMessage(LogLevel.Debug, "{Model} answered with {Tokens} tokens for {MicroDollars} micro-dollars")]
    private partial void LogAnswered(string model, int tokens, long? microDollars);

    [LoggerMessage(LogLevel.Error, "OpenRouter refuses this key ({Reason}): see OPENROUTER_API_KEY and its credits")]
    private partial void LogKeyRefused(string reason);
}
