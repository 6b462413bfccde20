using System.Globalization;
using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Application.Texts;
using WhatsAppSupport.Infrastructure.FlowFiles.Hours;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;
using WhatsAppSupport.Infrastructure.Outgoing;
using WhatsAppSupport.Infrastructure.Texts;

namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>The folder of <c>FLOWS_PATH</c>, with the files of the program's own in it, or the shipped ones where it has none.</summary>
internal sealed class FlowsOnDisk(string folder, HoursOnDisk hours, AllowedHosts? hosts, IEnumerable<IFileBesideFlows> others, IEnumerable<ISystemFile> systemFiles) : IFlowFolder
{
    /// <summary>However many ask, the disk is read for one of them at a time.</summary>
    private readonly TaskFactory oneByOne = new(new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler);

    /// <summary>Away from the caller, who can stop waiting for a disk that hangs.</summary>
    public Task<ReadFlows> ReadAsync(CancellationToken cancellationToken) => oneByOne.StartNew(Read, cancellationToken);

    /// <exception cref="FlowFilesInvalidException">Something in it cannot run; it names everything at once.</exception>
    public ReadFlows ReadToRun()
    {
        var (found, errors) = Find();
        return errors.All(error => error.IsWarning) ? ReadOf(found, errors) : throw new FlowFilesInvalidException(errors);
    }

    public string Look()
    {
        try
        {
            var files = new DirectoryInfo(folder).EnumerateFiles("*.yaml").Concat(systemFiles.Select(file => new FileInfo(PathOf(file))).Where(file => file.Exists));
            return string.Join('\n', files
                .Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}"))
                .Order(StringComparer.Ordinal));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Refusal.Of(error);
        }
    }

    public ISystemTexts ReadTexts() => SystemTextsFile.ReadOrShipped(folder);

    private ReadFlows Read()
    {
        var (found, errors) = Find();
        return ReadOf(found, errors);
    }

    /// <summary>The flows, and what is wrong with them and with what lies beside them.</summary>
    private (FlowFileSet Found, IReadOnlyList<FlowFileError> Errors) Find()
    {
        var found = FlowFileReader.ReadAll(folder, hosts);
        return (found, [.. found.Errors, .. others.SelectMany(other => other.FindErrors())]);
    }

    private ReadFlows ReadOf(FlowFileSet found, IReadOnlyList<FlowFileError> errors)
    {
        var isRight = errors.All(error => error.IsWarning);
        return new(
            TextsOf(found),
            isRight ? found.ToFlows(hours.ReadToRun()) : null,
            FlowTextReader.SoundOf(found),
            isRight ? ReadTexts() : null,
            [.. errors.Select(error => FoundProblem.Of(error, NameOf(error.File)))]);
    }

    private IReadOnlyList<FlowText> TextsOf(FlowFileSet found) =>
        [
            .. found.Files.Where(file => file.Text is not null).Select(file => new FlowText(file.Name, file.Text!, file.FlowId, file.Version)),
            .. systemFiles
                .Select(file => (file.Name, Text: File.Exists(PathOf(file)) ? YamlFile.ReadText(PathOf(file), new FileFindings(file.Name)) : null))
                .Where(file => file.Text is not null)
                .Select(file => new FlowText(file.Name, file.Text!)),
        ];

    private string PathOf(ISystemFile file) => Path.Combine(folder, file.Name);

    /// <summary>From the folder on; what lies elsewhere goes by its name.</summary>
    private string? NameOf(string file)
    {
        var path = Path.GetRelativePath(folder, file).Replace('\\', '/');
        var isOutside = path.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(path);
        return path == "." ? null : isOutside ? Path.GetFileName(file) : path;
    }
}
