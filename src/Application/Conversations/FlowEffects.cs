using WhatsAppSupport.Application.Errands;
using WhatsAppSupport.Domain.Flows;

namespace WhatsAppSupport.Application.Conversations;

/// <summary>What a flow wants done, as its turn does it.</summary>
internal static class FlowEffects
{
    public static void Perform(this TurnDraft draft, FlowEffect effect)
    {
        switch (effect)
        {
            case FlowEffect.Say(var reply):
                draft.Say(reply);
                break;
            case FlowEffect.HandOver(var department, var reason):
                draft.Escalate(department, reason);
                break;
            case FlowEffect.WakeAfter(var visit, var after):
                draft.WakeAfter(visit, after);
                break;
            case FlowEffect.Request(var visit, var step, var call):
                draft.Leave(new FlowErrand(visit, step, call, Prompt: null));
                break;
            case FlowEffect.AskModel(var visit, var step, var prompt):
                draft.Leave(new FlowErrand(visit, step, Call: null, prompt));
                break;
            case FlowEffect.Tag(var name, var isAdded):
                draft.Tag(name, isAdded);
                break;
            case FlowEffect.Note(var flow, var text):
                draft.Note(flow, text);
                break;
            case FlowEffect.Rate(var score):
                draft.Rate(score);
                break;
            case FlowEffect.SpeakIn(var language):
                draft.SpeakIn(language);
                break;
            default:
                throw new InvalidOperationException($"Nobody performs {effect.GetType().Name}.");
        }
    }
}
