using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Models;
using WhatsAppSupport.Application.Search;

namespace WhatsAppSupport.IntegrationTests.Canaries;

/// <summary>Bugs that nobody has made yet: they throw in the midst of a turn and of a request, and quote in what they say all that they were given.</summary>
internal static class QuotingFaults
{
    /// <summary>Whoever writes or searches for it meets the bug.</summary>
    public const string Word = "kaboom";

    public static void Make(WebApplicationBuilder builder)
    {
        Replace<ILanguageModel>(builder.Services, real => new QuotingModel(real));
        Replace<IMessageSearch>(builder.Services, real => new QuotingSearch(real));
    }

    private static void Replace<T>(IServiceCollection services, Func<T, T> quoting)
        where T : class
    {
        var real = services.Last(service => service.ServiceType == typeof(T));
        services.Add(new ServiceDescriptor(
            typeof(T),
            provider => quoting((T)(real.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, real.ImplementationType!))),
            real.Lifetime));
    }

    private sealed class QuotingModel(ILanguageModel real) : ILanguageModel
    {
        public bool IsConfigured => real.IsConfigured;

        public Task<ModelOutcome> AnswerAsync(ModelQuestion question, CancellationToken cancellationToken) => question.Text.Contains(Word, StringComparison.Ordinal)
            ? throw new FormatException($"{question.CustomerName} wrote '{question.Text}' after {string.Join("; ", question.History.Select(line => line.Text))}")
            : real.AnswerAsync(question, cancellationToken);
    }

    private sealed class QuotingSearch(IMessageSearch real) : IMessageSearch
    {
        public Task<IReadOnlyList<FoundMessage>> FindAsync(SearchWords words, long? before, int limit, CancellationToken cancellationToken) => words.All.Contains(Word)
            ? throw new FormatException($"nobody has said '{string.Join(' ', words.All)}'")
            : real.FindAsync(words, before, limit, cancellationToken);
    }
}
