using WhatsAppSupport.Application.FlowCalls;
using WhatsAppSupport.Application.Metrics;
using WhatsAppSupport.Application.Models;
using WhatsAppSupport.Application.Traces;
using WhatsAppSupport.Domain.Flows.Calls;

namespace WhatsAppSupport.Application.Errands;

/// <summary>Does what a flow wants done: makes the request, or asks the language model.</summary>
internal sealed class ErrandRunner(IApiCalls calls, ILanguageModel model, SupportMetrics metrics, SupportTraces traces)
{
    /// <summary>What the flow is answered when there is a bug of ours, or what was to be done cannot be read.</summary>
    public static readonly FlowAnswer Broken = new FlowAnswer.Failed(CallFailures.InternalError);

    private const int Ok = 200;
    private static readonly FlowAnswer NoModel = new FlowAnswer.Failed(CallFailures.ModelUnavailable);

    public async Task<FlowAnswer> RunAsync(ClaimedErrand claimed, CancellationToken cancellationToken) => claimed.Errand switch
    {
        { Call: { } call } => await CallAsync(claimed, call, cancellationToken),
        { Prompt: { } prompt } => await AskAsync(claimed, prompt, cancellationToken),
        _ => Broken,
    };

    private async Task<FlowAnswer> CallAsync(ClaimedErrand claimed, HttpCall call, CancellationToken cancellationToken)
    {
        using var span = traces.Call(claimed.Errand?.TraceParent)?.SetTag("conversation.id", claimed.Conversation.ToString());
        var answer = await calls.SendAsync(call, claimed.IdempotencyKey, cancellationToken);
        metrics.FlowCalls.Answered(answer);
        span?.SetTag("outcome", FlowCallMetrics.NameOf(answer));
        return answer;
    }

    /// <summary>All that the model is told stands in the prompt.</summary>
    private async Task<FlowAnswer> AskAsync(ClaimedErrand claimed, string prompt, CancellationToken cancellationToken)
    {
        var question = new ModelQuestion(claimed.SessionId, CustomerName: null, claimed.Language, Topic: null, History: [], prompt) { TraceParent = claimed.Errand?.TraceParent };
        if (model.IsConfigured && await model.AnswerAsync(question, cancellationToken) is ModelOutcome.Answered(var text, _))
        {
            metrics.Models.Answered();
            return new FlowAnswer.Succeeded(Ok, text);
        }

        metrics.Models.Failed(model.IsConfigured);
        return NoModel;
    }
}
