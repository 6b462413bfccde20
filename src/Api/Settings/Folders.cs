using WhatsAppSupport.Infrastructure.FlowFiles;

namespace WhatsAppSupport.Api.Settings;

/// <summary>Files and folders that a business edits. Relative paths are taken from the working directory.</summary>
internal static class Folders
{
    private const string DefaultFlows = "flows";

    /// <summary>Without a setting, <c>flows</c> here, else the copy beside the program.</summary>
    public static string Flows(string? path, SettingErrors errors)
    {
        if (path is null)
        {
            return FlowsPath.Resolve(DefaultFlows, isDefault: true);
        }

        if (!Directory.Exists(path))
        {
            errors.Add("FLOWS_PATH", $"{SettingErrors.Quoted(path)} is not a folder", "flows (a folder with .yaml files)");
        }

        return path;
    }

    public static string? Prompt(string? path, SettingErrors errors)
    {
        if (path is not null && !File.Exists(path))
        {
            errors.Add("PROMPT_PATH", $"{SettingErrors.Quoted(path)} is not a file", "persona.txt (a text file)");
        }

        return path;
    }
}
