using System.Globalization;
using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Application.Checkups;

namespace WhatsAppSupport.Api.CommandLine.Checks;

/// <summary>Whether there is room where the program writes: a database that finds none takes no message.</summary>
internal sealed class DiskCheck(AppSettings settings) : ICheck
{
    public const long Little = 1024 * MiB;

    public const long TooLittle = 100 * MiB;

    private const long MiB = 1024 * 1024;

    public string Name => "disk";

    public Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        var place = settings.Database is DatabaseTarget.Sqlite file ? Path.GetDirectoryName(Path.GetFullPath(file.Path))! : Path.GetFullPath(settings.DataFolder);
        while (!Directory.Exists(place) && Path.GetDirectoryName(place) is { } above)
        {
            place = above;
        }

        return Task.FromResult<IReadOnlyList<Finding>>([Judge(new DriveInfo(place).AvailableFreeSpace)]);
    }

    internal static Finding Judge(long free)
    {
        var words = string.Create(CultureInfo.InvariantCulture, $"{free / MiB} MiB free");
        const string MakeRoom = "make room, or keep less: RETAIN_MESSAGES_DAYS, RETAIN_INBOX_DAYS";
        return free < TooLittle ? Finding.Wrong(words, MakeRoom) : free < Little ? Finding.Doubtful(words, MakeRoom) : Finding.Good(words);
    }
}
