using System.Buffers.Text;
using System.Security.Cryptography;
using WhatsAppSupport.Application.Settings;
using WhatsAppSupport.Domain.Access;

namespace WhatsAppSupport.Api.Settings;

/// <summary>Secrets that nobody has set: made once, kept in files that only the owner may read.</summary>
public sealed class LocalSecrets(string folder)
{
    public const string WebhookToken = "webhook-token";
    public const string AdminApiKey = "admin-api-key";
    public const string AdminPassword = "admin-password";

    private const int Bytes = 32;

    private const string WebhookTokenName = "MSG91_WEBHOOK_TOKEN";
    private const string AdminApiKeyName = "ADMIN_API_KEY";

    /// <summary>How long another process may take to make it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Puts in what the environment left out. Throws <see cref="StartRefusedException"/> where nothing can be kept.</summary>
    public AppSettings Complete(AppSettings settings)
    {
        var token = settings.IsSandbox && settings.Webhook.IsEmpty ? Keep(WebhookToken, WebhookTokenName) : null;
        var key = settings.Admin.ApiKey is null ? Keep(AdminApiKey, AdminApiKeyName) : null;
        return settings with
        {
            Webhook = token is null ? settings.Webhook : new WebhookKeys([], [token]),
            Admin = settings.Admin with { ApiKey = settings.Admin.ApiKey ?? key },
            Made = new MadeSecrets(token, key),
            Taken =
            [
                .. settings.Taken.Select(setting => (setting.Name == WebhookTokenName && token is not null) || (setting.Name == AdminApiKeyName && key is not null)
                    ? setting with { Origin = SettingOrigin.Made }
                    : setting),
            ],
        };
    }

    /// <summary>The same without making anything: for a command that only looks.</summary>
    public static AppSettings Found(AppSettings settings)
    {
        var path = Path.Combine(settings.DataFolder, WebhookToken);
        var token = settings.IsSandbox && settings.Webhook.IsEmpty && File.Exists(path) ? File.ReadAllText(path).Trim() : "";
        return token.Length == 0 ? settings : settings with { Webhook = new WebhookKeys([], [token]), Made = settings.Made with { WebhookToken = token } };
    }

    /// <summary>The password of the first administrator; made only when one is, because somebody else may have put one into the same database.</summary>
    public string KeepAdminPassword(string email)
    {
        var kept = Keep(AdminPassword, "ADMIN_PASSWORD");
        return PasswordRules.ProblemOf(kept, email) is { } problem
            ? throw new StartRefusedException($"ADMIN_PASSWORD: not set, and what {Path.Combine(folder, AdminPassword)} holds is {problem}. Remove the file, and it is made anew")
            : kept;
    }

    private string Keep(string file, string setting)
    {
        var path = Path.Combine(folder, file);
        try
        {
            if (!File.Exists(path))
            {
                MakeOnce(path);
            }

            var kept = File.ReadAllText(path).Trim();
            return kept.Length > 0 ? kept : throw new StartRefusedException($"{setting}: not set, and {path} is empty. Remove the file, and it is made anew");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"{setting}: not set, and none can be kept in {path}. Set it, or let this program write there", exception);
        }
    }

    /// <summary>Of several processes that start at once one makes it. The lock is freed when its process ends, however it ends.</summary>
    private void MakeOnce(string path)
    {
        Directory.CreateDirectory(folder);
        try
        {
            using var only = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            if (!File.Exists(path))
            {
                Make(path);
            }
        }
        catch (IOException) when (SpinWait.SpinUntil(() => File.Exists(path), Patience))
        {
            // Another process has made it meanwhile.
            return;
        }
    }

    /// <summary>Written aside and moved, so that whoever finds it finds all of it.</summary>
    private void Make(string path)
    {
        var aside = Path.Combine(folder, Path.GetRandomFileName());
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(aside, options))
        {
            writer.WriteLine(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));
        }

        File.Move(aside, path);
    }
}
