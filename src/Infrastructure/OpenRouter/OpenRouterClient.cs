using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using WhatsAppSupport.Infrastructure.Http;

namespace WhatsAppSupport.Infrastructure.OpenRouter;

/// <summary>Asks one model, once more where that may help and the deadline allows it.</summary>
internal sealed partial class OpenRouterClient
{
    private const string Path = "chat/completions";

    private static readonly ResiliencePropertyKey<Deadline> DeadlineKey = new("deadline");

    private readonly HttpClient http;

    private readonly TimeProvider clock;

    private readonly ILogger<OpenRouterClient> logger;

    private readonly ModelCircuits circuits;

    private readonly TimeSpan fairShare;

    private readonly ResiliencePipeline<ModelAttempt> pipeline;

    /// <param name="fairShare">Who had less time than this is not blamed for being late.</param>
    public OpenRouterClient(HttpClient http, ModelCircuits circuits, TimeSpan fairShare, TimeProvider clock, ILogger<OpenRouterClient> logger)
    {
        (this.http, this.circuits, this.fairShare, this.clock, this.logger) = (http, circuits, fairShare, clock, logger);
        pipeline = new ResiliencePipelineBuilder<ModelAttempt> { TimeProvider = clock }.AddRetry(Retry()).Build();
    }

    /// <exception cref="OperationCanceledException">The caller's own wish only; a deadline that passes is a failed attempt.</exception>
    public async Task<ModelAttempt> AskAsync(ChatRequest chat, Deadline deadline, CancellationToken cancellationToken) =>
        await circuits.Of(chat.Model).RunAsync(
            static (run, token) => run.Client.AskInTimeAsync(run.Chat, run.Deadline, token),
            (Client: this, Chat: chat, Deadline: deadline),
            cancellationToken).ConfigureAwait(false)
        ?? new ModelAttempt.Failed("left alone, it was not answering", Remedy.NextModel);

    private async ValueTask<ModelAttempt> AskInTimeAsync(ChatRequest chat, Deadline deadline, CancellationToken cancellationToken)
    {
        var isFair = deadline.Left >= fairShare;
        using var ending = new CancellationTokenSource(deadline.Left, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ending.Token, cancellationToken);
        var context = ResilienceContextPool.Shared.Get(either.Token);
        context.Properties.Set(DeadlineKey, deadline);
        try
        {
            return await pipeline.ExecuteAsync(
                static async (attempt, state) => await state.Client.AskOnceAsync(state.Chat, attempt.CancellationToken).ConfigureAwait(false),
                context,
                (Client: this, Chat: chat)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // OpenRouter may charge for it all the same, and never says so.
            var late = new ModelAttempt.Failed("no answer in time", Remedy.NextModel) { WasTooSlow = isFair };
            LogFailed(chat.Model, late.Reason, tokens: null, microDollars: null);
            return late;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task<ModelAttempt> AskOnceAsync(ChatRequest chat, CancellationToken cancellationToken)
    {
        var attempt = await SendAsync(chat, cancellationToken).ConfigureAwait(false);
        if (attempt is ModelAttempt.Failed failed)
        {
            LogFailed(chat.Model, failed.Reason, failed.Spent?.Tokens, failed.Spent?.CostMicroDollars);
        }

        return attempt;
    }

    private async Task<ModelAttempt> SendAsync(ChatRequest chat, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new JsonBytes(chat.ToJson()) };
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            var wait = RetryAfter.Of(response, clock.GetUtcNow());
            cancellationToken.ThrowIfCancellationRequested();
            return ChatAnswer.Read(response.StatusCode, ArrivedContent.Of(response), wait, chat.Model);
        }
        catch (HttpRequestException e)
        {
            return new ModelAttempt.Failed($"connection failed ({e.HttpRequestError})", Remedy.SameModel);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ModelAttempt.Failed("no connection in time", Remedy.SameModel);
        }
    }

    /// <summary>One more try, unless the wait that is asked for would outlast the deadline: then the next model is the better use of the time.</summary>
    private static RetryStrategyOptions<ModelAttempt> Retry() => new()
    {
        MaxRetryAttempts = 1,
        Delay = TimeSpan.FromMilliseconds(300),
        BackoffType = DelayBackoffType.Constant,
        UseJitter = true,
        ShouldHandle = static args => ValueTask.FromResult(
            args.Outcome.Result is ModelAttempt.Failed { Remedy: Remedy.SameModel } failed
            && (failed.RetryAfter ?? TimeSpan.Zero) < args.Context.Properties.GetValue(DeadlineKey, null!).Left),
        DelayGenerator = static args => ValueTask.FromResult((args.Outcome.Result as ModelAttempt.Failed)?.RetryAfter),
    };

    /// <summary>With its cost: what is thrown away was paid for.</summary>
    [LoggerMessage(LogLevel.Warning, "{Model} did not answer: {Reason}; it took {Tokens} tokens and {MicroDollars} micro-dollars")]
    private partial void LogFailed(string model, string reason, int? tokens, long? microDollars);
}
