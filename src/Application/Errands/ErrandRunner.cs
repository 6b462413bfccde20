using WhatsAppSupport.Application.FlowCalls;
using WhatsAppSupport.Application.Metrics;
using WhatsAppSupport.Application.Models;
using WhatsAppSupport.Domain.Flows.Calls;

namespace WhatsAppSupport.Application.Errands;

/// <summary>Does what a flow wants done: makes the request, or asks the language model.</summary>
internal sealed class ErrandRunner(IApiCalls calls, ILanguageModel model, SupportMetrics metrics)
{
    /// <summary>What the flow is answered when there is a bug of ours, or what was to be done cannot be read.</summary>
    public static readonly FlowAnswer Broken = new FlowAnswer.Failed("internal_error");

    private const int Ok = 200;
    private static readonly FlowAnswer NoModel = new FlowAnswer.Failed("model_unavailable");

    public async Task<FlowAnswer> RunAsync(ClaimedErrand claimed, CancellationToken cancellationToken) => claimed.Errand switch
    {
        { Call: { } call } => await calls.SendAsync(call, claimed.IdempotencyKey, cancellationToken),
        { Prompt: { } prompt } => await AskAsync(claimed, prompt, cancellationToken),
        _ => Broken,
    };

    /// <summary>All that the model is told stands in the prompt.</summary>
    private async Task<FlowAnswer> AskAsync(ClaimedErrand claimed, string prompt, CancellationToken cancellationToken)
    {
        var question = new ModelQuestion(claimed.SessionId, CustomerName: null, claimed.Language, Topic: null, History: [], prompt);
        if (model.IsConfigured && await model.AnswerAsync(question, cancellationToken) is ModelOutcome.Answered(var text, var usage))
        {
            metrics.ModelAnswered(usage);
            return new FlowAnswer.Succeeded(Ok, text);
        }

        metrics.ModelFailed(model.IsConfigured);
        return NoModel;
    }
}
