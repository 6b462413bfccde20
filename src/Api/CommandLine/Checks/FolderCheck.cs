using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Application.Checkups;

namespace WhatsAppSupport.Api.CommandLine.Checks;

/// <summary>Whether this user may write where the program keeps what it makes: the SQLite file, and secrets that nobody has set.</summary>
internal sealed class FolderCheck(AppSettings settings) : ICheck
{
    public string Name => "data";

    private bool IsNeeded => settings.Database is DatabaseTarget.Sqlite || settings.Admin.ApiKey is null || settings.Admin.Password is null || settings.Webhook.IsEmpty;

    public Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Finding>>([.. Folders().Distinct(StringComparer.Ordinal).Select(Look)]);

    private IEnumerable<string> Folders()
    {
        yield return Path.GetFullPath(settings.DataFolder);
        if (settings.Database is DatabaseTarget.Sqlite file)
        {
            yield return Path.GetDirectoryName(Path.GetFullPath(file.Path))!;
        }
    }

    private Finding Look(string folder) => CanWrite(NearestThere(folder)) ? Finding.Good($"{folder} can be written")
        : IsNeeded ? Finding.Wrong($"{folder} cannot be written by this user", "let this user write there, or set DATABASE_URL to PostgreSQL and ADMIN_API_KEY, ADMIN_PASSWORD and MSG91_WEBHOOK_TOKEN")
        : Finding.Good($"{folder} cannot be written, and need not be");

    /// <summary>What is not there yet is made by the start.</summary>
    private static string NearestThere(string folder) => Directory.Exists(folder) || Path.GetDirectoryName(folder) is not { } above ? folder : NearestThere(above);

    private static bool CanWrite(string folder)
    {
        try
        {
            using var tried = new FileStream(Path.Combine(folder, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
