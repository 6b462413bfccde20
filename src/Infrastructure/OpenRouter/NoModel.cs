using WhatsAppSupport.Application.Models;

namespace WhatsAppSupport.Infrastructure.OpenRouter;

/// <summary>Stands where no model is configured: answers come from flows alone.</summary>
internal sealed class NoModel : ILanguageModel
{
    public bool IsConfigured => false;

    public Task<ModelOutcome> AnswerAsync(ModelQuestion question, CancellationToken cancellationToken) =>
        Task.FromResult<ModelOutcome>(new ModelOutcome.Failed("no model is configured"));
}
