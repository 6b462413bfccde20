namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>Why the system did not give a file or a folder. Its own message holds the whole path, and editors are told of files by their names.</summary>
internal static class Refusal
{
    public static string Of(Exception error) => error switch
    {
        UnauthorizedAccessException => "this program may not read it",
        FileNotFoundException or DirectoryNotFoundException => "it is not there",
        _ => $"the disk does not give it ({error.GetType().Name})",
    };
}
