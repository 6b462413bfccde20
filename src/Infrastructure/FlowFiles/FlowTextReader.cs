using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Flows.Hours;
using WhatsAppSupport.Infrastructure.FlowFiles.Hours;
using WhatsAppSupport.Infrastructure.Outgoing;
using WhatsAppSupport.Infrastructure.Texts;

namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>Reads what was published, or kept before, as the files in a folder are read.</summary>
internal sealed class FlowTextReader(HoursOnDisk ofFolder, AllowedHosts? hosts, IEnumerable<ISystemFile> systemFiles) : IFlowReader
{
    public ReadFlows Read(IReadOnlyList<FlowText> files, bool isDecided)
    {
        var flows = FlowFileReader.ReadTexts([.. files.Where(file => !IsOfSystem(file))], hosts, hostsStop: !isDecided);
        var system = files.Where(IsOfSystem).ToList();
        var (hours, ofHours) = system.Find(file => file.Name == HoursFile.Name) is { } own ? (HoursOf(own) ?? BusinessHours.Always, []) : ofFolder.ReadOrAlways();
        FlowProblem[] problems =
        [
            .. flows.Errors.Select(error => FoundProblem.Of(error, error.File.Length == 0 ? null : error.File)),
            .. system.SelectMany(ErrorsIn).Select(error => FoundProblem.Of(error, error.File)),
            .. ofHours.Select(error => FoundProblem.Of(error with { IsWarning = true }, HoursFile.Name)),
        ];

        var isRight = Array.TrueForAll(problems, problem => problem.Severity != FlowSeverity.Error);
        return new ReadFlows(
            [.. flows.Files.Zip(files.Where(file => !IsOfSystem(file)), (read, file) => file with { FlowId = read.FlowId, Version = read.Version }), .. system],
            isRight ? flows.ToFlows(hours) : null,
            SoundOf(flows),
            isRight ? TextsOf(system) : null,
            problems);
    }

    /// <summary>Of two flows with one id neither is.</summary>
    internal static IReadOnlyList<Flow> SoundOf(FlowFileSet read)
    {
        var wrong = read.Errors.Where(error => !error.IsWarning).Select(error => error.File).ToHashSet(StringComparer.Ordinal);
        return [.. read.Files.Where(file => file.Flow is not null && !wrong.Contains(file.Path)).Select(file => file.Flow!).GroupBy(flow => flow.Id).Where(same => same.Count() == 1).Select(same => same.Single())];
    }

    private static bool IsOfSystem(FlowText file) => file.Name.Contains('/', StringComparison.Ordinal);

    private static SystemTextsFile? TextsOf(List<FlowText> system) =>
        system.Find(file => file.Name == SystemTextsFile.Name) is { } texts ? SystemTextsFile.Parse(texts.Text) : null;

    private static BusinessHours? HoursOf(FlowText file) => HoursFile.Parse(file.Text, new FileFindings(file.Name));

    private IReadOnlyList<FlowFileError> ErrorsIn(FlowText file) => systemFiles.FirstOrDefault(known => known.Name == file.Name) is { } found
        ? found.ErrorsIn(file.Text)
        : [new FlowFileError(file.Name, 0, "", $"is no file of the program's own; there is {string.Join(", ", systemFiles.Select(known => known.Name))}")];
}
