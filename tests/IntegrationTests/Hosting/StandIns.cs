using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Hosting;

/// <summary>The outside world of a service under test.</summary>
public sealed class StandIns : IAsyncDisposable
{
    public required Msg91StandIn Msg91 { get; init; }

    public required OpenRouterStandIn OpenRouter { get; init; }

    public required NotificationStandIn Notifications { get; init; }

    public Dictionary<string, string?> Settings => new()
    {
        ["MSG91_BASE_URL"] = Msg91.BaseUrl.ToString(),
        ["OPENROUTER_API_KEY"] = "an-invented-model-key",
        ["OPENROUTER_BASE_URL"] = OpenRouter.BaseUrl.ToString(),
        ["OPENROUTER_PRIMARY_MODEL"] = "vendor/primary",
        ["OPENROUTER_FALLBACK_MODEL"] = "vendor/second,vendor/third",
        ["ESCALATION_NOTIFY_URL"] = Notifications.Url.ToString(),
    };

    public static async Task<StandIns> StartAsync() => new()
    {
        Msg91 = await Msg91StandIn.StartAsync(),
        OpenRouter = await OpenRouterStandIn.StartAsync(),
        Notifications = await NotificationStandIn.StartAsync(),
    };

    public async ValueTask DisposeAsync()
    {
        await Msg91.DisposeAsync();
        await OpenRouter.DisposeAsync();
        await Notifications.DisposeAsync();
    }
}
