using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Metrics;
using WhatsAppSupport.Application.Models;
using WhatsAppSupport.Application.Traces;
using WhatsAppSupport.Infrastructure.OpenRouter;
using WhatsAppSupport.TestServers;
using WhatsAppSupport.UnitTests.Application.Fakes;
using WhatsAppSupport.UnitTests.Logs;

namespace WhatsAppSupport.UnitTests.OpenRouter;

/// <summary>The real client, as the program registers it, with a stand-in on the other side.</summary>
public sealed class ModelUnderTest : IAsyncDisposable
{
    public const string ApiKey = "secret-api-key";

    public const string Primary = "vendor/primary";

    public const string Second = "vendor/second";

    public const string Third = "vendor/third";

    private readonly ServiceProvider services;

    private ModelUnderTest(OpenRouterStandIn openRouter, Func<OpenRouterOptions, OpenRouterOptions> with)
    {
        OpenRouter = openRouter;
        var options = new OpenRouterOptions
        {
            ApiKey = ApiKey,
            BaseUrl = openRouter.BaseUrl,
            PrimaryModel = Primary,
            FallbackModels = [Second, Third],
            Timeout = TimeSpan.FromSeconds(20),
        };
        services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log.Provider))
            .AddMetrics()
            .AddSingleton<SupportMetrics>()
            .AddSingleton(new SupportTraces(SupportUnderTest.Options))
            .AddOpenRouter(with(options))
            .BuildServiceProvider();
    }

    public OpenRouterStandIn OpenRouter { get; }

    public CapturedLog Log { get; } = new();

    public ILanguageModel Model => services.GetRequiredService<ILanguageModel>();

    public IEnumerable<string> Asked => OpenRouter.Requests.Select(request => request.Model);

    public static async Task<ModelUnderTest> StartAsync(Func<OpenRouterOptions, OpenRouterOptions>? with = null) =>
        new(await OpenRouterStandIn.StartAsync(), with ?? (options => options));

    public static ModelQuestion Question(string text = "Where is my order?") => new("session-1", "Asha", "hi", "order_status", [], text);

    public Task<ModelOutcome> AskAsync(ModelQuestion? question = null, CancellationToken cancellationToken = default) =>
        Model.AnswerAsync(question ?? Question(), cancellationToken);

    public async Task<ModelOutcome.Answered> AnswerAsync() => (await AskAsync()).ShouldBeOfType<ModelOutcome.Answered>();

    public async Task<string> FailureAsync() => (await AskAsync()).ShouldBeOfType<ModelOutcome.Failed>().Reason;

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await OpenRouter.DisposeAsync();
    }
}
