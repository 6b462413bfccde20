using System.Diagnostics;
using System.Globalization;

namespace WhatsAppSupport.TestServers;

/// <summary>A server and its children. (PostgreSQL's lead process groups of their own, so that there is no group to signal.)</summary>
internal static class ServerFamily
{
    private const string Script =
        """
        kill -s "$1" "$2"
        children=$(ps -e -o pid= -o ppid= | awk -v parent="$2" '$2 == parent { print $1 }')
        [ -z "$children" ] || kill -s "$1" $children
        """;

    public static async Task SignalAsync(int pid, string signal)
    {
        using var shell = Process.Start("/bin/sh", ["-c", Script, "family", signal, pid.ToString(CultureInfo.InvariantCulture)]);
        await shell.WaitForExitAsync();
    }
}
