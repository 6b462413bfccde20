using System.Globalization;

namespace WhatsAppSupport.Api.CommandLine;

/// <summary>The way to the program on this machine, and nowhere else: past every proxy, and following nobody who points elsewhere.</summary>
internal static class ThisMachine
{
    /// <summary>Without a slash at the end.</summary>
    public static string AddressAt(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");

    /// <param name="port">At which it listens.</param>
    /// <param name="patience">For one request with its answer.</param>
    public static HttpClient ClientAt(int port, TimeSpan patience) => new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
    {
        BaseAddress = new Uri(AddressAt(port) + "/"),
        Timeout = patience,
    };
}
