using WhatsAppSupport.Application.Models;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

/// <summary>Not configured until it has an answer.</summary>
internal sealed class FakeModel : ILanguageModel
{
    public ModelOutcome? Outcome { get; set; }

    public List<ModelQuestion> Questions { get; } = [];

    public bool IsConfigured => Outcome is not null;

    public Task<ModelOutcome> AnswerAsync(ModelQuestion question, CancellationToken cancellationToken)
    {
        Questions.Add(question);
        return Task.FromResult(Outcome!);
    }
}
