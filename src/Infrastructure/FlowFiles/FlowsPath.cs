namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>Where the flows are.</summary>
public static class FlowsPath
{
    /// <summary>The folder beside the program, which holds the shipped flows.</summary>
    public static string Shipped => Path.Combine(AppContext.BaseDirectory, "flows");

    /// <summary>Taken from the working directory; the default falls back to the shipped flows where there is none.</summary>
    /// <param name="isDefault">Whether nobody has set it: a folder that was named and is not there is an error, not a reason to take another.</param>
    public static string Resolve(string configured, bool isDefault) =>
        isDefault && !Directory.Exists(configured) ? Shipped : Path.GetFullPath(configured);
}
