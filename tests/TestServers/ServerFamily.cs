using System.Diagnostics;
using System.Globalization;

namespace WhatsAppSupport.TestServers;

/// <summary>A server and its children, also those that it makes, or loses, meanwhile. (PostgreSQL's lead process groups of their own, so that there is no group to signal.)</summary>
internal static class ServerFamily
{
    private const string Script =
        """
        children() { ps -e -o pid= -o ppid= | awk -v parent="$1" '$2 == parent { print $1 }'; }
        before=$(children "$2")
        kill -s "$1" "$2"
        all=$(printf '%s\n' $before $(children "$2") | sort -u)
        [ -z "$all" ] || kill -s "$1" $all 2>/dev/null
        true
        """;

    public static async Task SignalAsync(int pid, string signal)
    {
        using var shell = Process.Start("/bin/sh", ["-c", Script, "family", signal, pid.ToString(CultureInfo.InvariantCulture)]);
        await shell.WaitForExitAsync();
    }
}
