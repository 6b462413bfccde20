using System.Net.Sockets;
using WhatsAppSupport.Api.Settings;

namespace WhatsAppSupport.Api.CommandLine;

/// <summary>
/// <c>health</c>: what a container engine asks again and again. It reads nothing but <c>PORT</c> and opens nothing but one connection to this machine: whether the
/// database is there, the program that serves knows.
/// </summary>
internal static class HealthCommand
{
    private const string Name = "PORT";

    /// <summary>An engine gives it 3 s; the program itself answers within 1.5 s, whatever its parts do.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(Typed typed)
    {
        var port = ReadPort();
        var (isReady, words) = await AskAsync(port, typed.CancellationToken);
        await typed.SayAsync(words);
        return isReady ? 0 : 1;
    }

    private static int ReadPort()
    {
        var errors = new SettingErrors();
        var unreadable = new List<string>();
        var port = new EnvironmentValues(ProcessEnvironment.Variables(unreadable), errors).Whole(Name, AppSettings.DefaultPort, 0, 65535);
        return errors.Lines.Count > 0 ? throw new StartRefusedException(errors.Lines)
            : port > 0 ? port
            : throw new StartRefusedException($"{Name}: is 0, so the program has taken any free one, and nobody knows which. A right value: {AppSettings.DefaultPort}");
    }

    private static async Task<(bool IsReady, string Words)> AskAsync(int port, CancellationToken cancellationToken)
    {
        var address = ThisMachine.AddressAt(port);
        using var http = ThisMachine.ClientAt(port, Patience);
        try
        {
            using var response = await http.GetAsync(new Uri("health/ready", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode
                ? (true, $"ready: {address} serves")
                : (false, $"not ready: {address} answers {(int)response.StatusCode}. Which part is down: curl {address}/health");
        }
        catch (HttpRequestException refused) when (refused.InnerException is SocketException)
        {
            return (false, $"not there: nobody listens at {address}. Is the program started, with this {Name}?");
        }
        catch (Exception silent) when (silent is HttpRequestException or IOException || (silent is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (false, $"not ready: {address} gives no answer within {Patience.TotalSeconds:0} s, or none by HTTP");
        }
    }
}
