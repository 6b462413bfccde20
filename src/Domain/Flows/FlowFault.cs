namespace WhatsAppSupport.Domain.Flows;

/// <summary>Why a flow could not go on by itself, so that a person was called in: a code for the log and for agents.</summary>
public static class FlowFault
{
    /// <summary>A turn has come through <see cref="FlowEngine.StepsPerTurn"/> steps without needing anybody.</summary>
    public const string Loop = "flow_loop";

    /// <summary>It leads to a flow that there is not any more.</summary>
    public const string Gone = "flow_gone";

    /// <summary>Flows within flows, too deep.</summary>
    public const string Depth = "flow_too_deep";

    /// <summary>It knows more than is kept.</summary>
    public const string State = "flow_state_too_large";

    /// <summary>It would say more than <see cref="FlowEngine.LongestTurn"/> characters in one turn.</summary>
    public const string Text = "flow_text_too_long";

    /// <summary>Another system did not answer, and the flow says nothing for that.</summary>
    public const string Call = "flow_call_failed";
}
