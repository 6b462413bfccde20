using WhatsAppSupport.Application.Metrics;
using WhatsAppSupport.Application.Models;
using WhatsAppSupport.Application.Texts;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Conversations;

/// <summary>Decides who answers: a flow where one fits, else the language model, else an apology and the offer of a person.</summary>
internal sealed class Responder(
    FlowTurns flows, ILanguageModel model, IMessageHistory history, ISystemTexts texts, SupportOptions options, SupportMetrics metrics)
{
    /// <summary>The id of the button under an apology; a tap on it works whichever flows there are.</summary>
    public const string PersonButton = "system:person";

    private const int LinesOfHistory = 5;

    public async Task AnswerAsync(TurnDraft draft, InboundMessage message, CancellationToken cancellationToken)
    {
        if (message.Payload == PersonButton)
        {
            draft.Say(new Reply(Text(draft, SystemText.HandOver)));
            draft.Escalate(options.DefaultDepartment, "customer_asked");
            return;
        }

        if (await flows.AnswerAsync(draft, message, cancellationToken))
        {
            return;
        }

        if (WordsOf(message) is { } words)
        {
            await AnswerByModelAsync(draft, words, cancellationToken);
        }
        else
        {
            draft.Say(new Reply(Text(draft, message.Type == MessageType.Audio ? SystemText.VoiceNote : SystemText.Medium)));
        }
    }

    private async Task AnswerByModelAsync(TurnDraft draft, string words, CancellationToken cancellationToken)
    {
        var outcome = model.IsConfigured
            ? await model.AnswerAsync(await QuestionAsync(draft, words, cancellationToken), cancellationToken)
            : new ModelOutcome.Failed("no model is configured");
        if (outcome is ModelOutcome.Answered(var answer, var usage))
        {
            draft.Say(new Reply(answer), Author.Model, usage);
            metrics.Models.Answered();
            return;
        }

        draft.Say(new Reply(Text(draft, SystemText.Apology), [new ReplyOption(PersonButton, Text(draft, SystemText.OfferPerson))]));
        metrics.Models.Failed(model.IsConfigured);
    }

    private async Task<ModelQuestion> QuestionAsync(TurnDraft draft, string words, CancellationToken cancellationToken) => new(
        draft.Conversation.SessionId,
        draft.Customer.Name,
        draft.Conversation.Language,
        draft.Conversation.Topic ?? draft.Conversation.Department,
        await history.ListLastAsync(draft.Conversation.Id, LinesOfHistory, cancellationToken),
        words);

    private string Text(TurnDraft draft, SystemText text) => texts.Get(text, draft.Conversation.Language);

    /// <summary>What can be answered in words: a text, the title of a tap, the caption of a picture.</summary>
    private static string? WordsOf(InboundMessage message) => string.IsNullOrWhiteSpace(message.Text) ? null : message.Text;
}
