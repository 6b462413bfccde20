namespace WhatsAppSupport.TestServers;

/// <summary>The temporary folder of one server: its data and its log.</summary>
internal sealed class ServerFolder(string purpose, string? place = null)
{
    public string Path { get; } = place is null
        ? Directory.CreateTempSubdirectory($"{purpose}-").FullName
        : Directory.CreateDirectory(System.IO.Path.Combine(place, $"{purpose}-{Guid.CreateVersion7():N}")).FullName;

    public string Log => System.IO.Path.Combine(Path, "server.log");

    /// <summary>The end of what the server had to say, for a failure's message.</summary>
    public string LastWords => File.Exists(Log) ? string.Join('\n', File.ReadLines(Log).TakeLast(15)) : "(it wrote nothing)";

    public void Remove()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // The guardian removes it as well, and was here first or is at it now.
            return;
        }
    }
}
