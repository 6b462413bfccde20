using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Msg91;
using WhatsAppSupport.TestServers;
using WhatsAppSupport.UnitTests.Logs;

namespace WhatsAppSupport.UnitTests.Msg91;

/// <summary>The real gateway, as the program registers it, with a stand-in on the other side.</summary>
public sealed class GatewayUnderTest : IAsyncDisposable
{
    public const string AuthKey = "secret-auth-key";

    public const string Customer = "919811112222";

    public const string OurNumber = "919800000001";

    private readonly ServiceProvider services;

    private GatewayUnderTest(Msg91StandIn msg91, Uri? baseUrl, TimeSpan timeout, MediaBody media)
    {
        Msg91 = msg91;
        services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log.Provider))
            .AddMsg91(new Msg91Options { AuthKey = AuthKey, BaseUrl = baseUrl ?? msg91.BaseUrl, Timeout = timeout, MediaBody = media })
            .BuildServiceProvider();
    }

    public Msg91StandIn Msg91 { get; }

    public CapturedLog Log { get; } = new();

    public ISendLog SendLog => services.GetRequiredService<ISendLog>();

    public IMessageGateway Gateway => services.GetRequiredService<IMessageGateway>();

    public static async Task<GatewayUnderTest> StartAsync(Uri? baseUrl = null, TimeSpan? timeout = null, MediaBody media = MediaBody.Flat) =>
        new(await Msg91StandIn.StartAsync(), baseUrl, timeout ?? TimeSpan.FromSeconds(10), media);

    public static OutgoingMessage Message(string text = "Hello", params ReplyOption[] options) =>
        new(MessageId.New(TimeProvider.System.GetUtcNow()), OurNumber, Customer, text, options);

    public Task<SendOutcome> SendAsync(OutgoingMessage? message = null, CancellationToken cancellationToken = default) =>
        Gateway.SendAsync(message ?? Message(), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Msg91.DisposeAsync();
    }
}
