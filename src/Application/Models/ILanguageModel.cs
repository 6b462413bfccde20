using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Models;

/// <summary>A language model that answers where no flow fits. Never throws for what the provider does.</summary>
public interface ILanguageModel
{
    /// <summary>False: nothing is configured, and <see cref="AnswerAsync"/> always fails.</summary>
    bool IsConfigured { get; }

    Task<ModelOutcome> AnswerAsync(ModelQuestion question, CancellationToken cancellationToken);
}

/// <param name="SessionId">Groups the calls of one conversation; says nothing about the customer.</param>
/// <param name="CustomerName">As WhatsApp told it; null when unknown.</param>
/// <param name="Topic">What the conversation is about: the flow or department it was last in; null when unknown.</param>
/// <param name="History">The last messages before this one, oldest first, at most five.</param>
/// <param name="Text">What the customer wrote.</param>
public sealed record ModelQuestion(
    string SessionId,
    string? CustomerName,
    string Language,
    string? Topic,
    IReadOnlyList<SpokenLine> History,
    string Text) : Personal
{
    /// <summary>The place in a trace of the turn that wants an answer, where it is not asked within that turn; null: in it, or it is not traced.</summary>
    public string? TraceParent { get; init; }
}

public sealed record SpokenLine(Author Author, string Text) : Personal;

public abstract record ModelOutcome : Personal
{
    private ModelOutcome()
    {
    }

    public sealed record Answered(string Text, ModelUsage Usage) : ModelOutcome;

    /// <param name="Reason">For the log: never holds what was asked or answered.</param>
    public sealed record Failed(string Reason) : ModelOutcome;
}
