using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Steps;

/// <summary>What a step reads, sets and leads to.</summary>
internal sealed record StepUse
{
    public static readonly StepUse None = new();

    /// <summary>What the customer reads, with the field that it stands in.</summary>
    public IReadOnlyList<(string Field, FlowText Text)> Texts { get; init; } = [];

    /// <summary>What an agent or a language model reads, or nobody.</summary>
    public IReadOnlyList<(string Field, FlowText Text)> InnerTexts { get; init; } = [];

    public IReadOnlyList<(string Field, Expression Expression)> Expressions { get; init; } = [];

    /// <summary>Variables, and what kinds of value they get.</summary>
    public IReadOnlyList<(string Variable, ValueKinds Kinds)> Sets { get; init; } = [];

    /// <summary>Other flows, with the field that names them and whether it comes back from them.</summary>
    public IReadOnlyList<(string Field, string FlowId, bool ComesBack)> Flows { get; init; } = [];

    /// <summary>Steps of this flow, by their ids.</summary>
    public IReadOnlyList<(string Field, string StepId)> Steps { get; init; } = [];

    /// <summary>Whether the flow may go on to the step after it.</summary>
    public bool GoesOn { get; init; } = true;

    public static IReadOnlyList<(string Field, FlowText Text)> TextsOf(params ReadOnlySpan<(string Field, FlowText? Text)> texts)
    {
        var known = new List<(string, FlowText)>();
        foreach (var (field, text) in texts)
        {
            if (text is not null)
                known.Add((field, text));
        }

        return known;
    }
}
