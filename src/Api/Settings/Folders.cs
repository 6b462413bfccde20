using WhatsAppSupport.Infrastructure.FlowFiles;

namespace WhatsAppSupport.Api.Settings;

/// <summary>Files and folders that a business edits. Relative paths are taken from the working directory.</summary>
internal static class Folders
{
    private const string DefaultFlows = "flows";

    /// <summary>Without a setting, <c>flows</c> here, else the copy beside the program.</summary>
    public static string Flows(EnvironmentValues values, SettingErrors errors)
    {
        const string Name = "FLOWS_PATH";
        if (values.Text(Name) is not { } path)
        {
            var found = FlowsPath.Resolve(DefaultFlows, isDefault: true);
            values.Show(Name, found);
            return found;
        }

        if (!Directory.Exists(path))
        {
            errors.Add(Name, $"{SettingErrors.Quoted(path)} is not a folder", "flows (a folder with .yaml files)");
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
