using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Errands;
using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Application.Texts;
using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Conversations;

/// <summary>Lets the flows decide a turn, and does in it what they want done.</summary>
internal sealed partial class FlowTurns(FlowLibrary flows, ISystemTexts texts, ILogger<FlowTurns> logger) : IFlowContinuation
{
    /// <returns>False: no flow has anything to say to it.</returns>
    public async Task<bool> AnswerAsync(TurnDraft draft, InboundMessage message, CancellationToken cancellationToken) =>
        (await DecideAsync(draft, new CustomerInput(message.Type, message.Text, message.Payload, message.Media), cancellationToken)).Handled;

    public async Task<bool> GoOnAsync(TurnDraft draft, FlowInput input, CancellationToken cancellationToken)
    {
        var before = draft.Flow;
        var outcome = await DecideAsync(draft, input, cancellationToken);
        return outcome.Effects.Count > 0 || outcome.Position != before;
    }

    private async Task<FlowOutcome> DecideAsync(TurnDraft draft, FlowInput input, CancellationToken cancellationToken)
    {
        var engine = await flows.OpenAsync(draft.Flow, cancellationToken);
        var outcome = engine.Decide(draft.Flow, input, ContextOf(draft));
        draft.Flow = outcome.Position;
        draft.Topic = outcome.Position?.FlowId ?? draft.Topic;
        foreach (var effect in outcome.Effects)
        {
            draft.Perform(effect);
        }

        if (outcome.Fault is { } fault)
        {
            CannotGoOn(logger, outcome.FaultyFlow, fault);
        }

        return outcome;
    }

    private FlowContext ContextOf(TurnDraft draft)
    {
        var language = draft.Conversation.Language;
        return new FlowContext(
            draft.Customer.Name, texts.Get(SystemText.AskAgain, language), texts.Get(SystemText.AskInWords, language), texts.Get(SystemText.HandOver, language))
        {
            AskToFit = texts.Get(SystemText.AskToFit, language),
            Turn = draft.RowId,
            Now = draft.Now,
            Language = language,
            IsFirstMessage = draft.IsNewCustomer,
            Facts = new FlowFacts(draft).Find,
        };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Flow {FlowId} cannot go on by itself, a person is called in: {Code}")]
    private static partial void CannotGoOn(ILogger logger, string? flowId, string code);
}
