using System.Collections.Frozen;
using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Domain.Flows;

namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>Flows that come from a folder: those that run are the files as they were read at start.</summary>
internal sealed class FlowFileSources(string folder, FlowFileSet running, IEnumerable<IFileBesideFlows> others) : IFlowSources
{
    private readonly FrozenDictionary<string, FlowSource> sources = running.Files
        .Where(file => file.FlowId is not null)
        .DistinctBy(file => file.FlowId)
        .ToFrozenDictionary(file => file.FlowId!, file => new FlowSource(file.Name, file.Text ?? ""), StringComparer.Ordinal);

    /// <summary>However many ask, the disk is read for one of them at a time.</summary>
    private readonly TaskFactory oneByOne = new(new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler);

    public FlowSource Of(Flow flow) => sources[flow.Id];

    /// <summary>Away from the caller, who can stop waiting for a disk that hangs.</summary>
    public Task<WrittenFlows> LookAsync(CancellationToken cancellationToken) => oneByOne.StartNew(Look, cancellationToken);

    private WrittenFlows Look()
    {
        var found = FlowFileReader.ReadAll(folder);
        return new WrittenFlows(
            [.. found.Files.Select(file => new WrittenFlow(file.Name, file.FlowId, file.Version))],
            [.. found.Errors.Concat(others.SelectMany(other => other.FindErrors())).Select(ProblemOf)]);
    }

    private FlowProblem ProblemOf(FlowFileError error) => new(NameOf(error.File), error.Line, error.Field, error.Problem);

    /// <summary>From the folder on; what lies elsewhere goes by its name.</summary>
    private string? NameOf(string file)
    {
        var path = Path.GetRelativePath(folder, file).Replace('\\', '/');
        var isOutside = path.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(path);
        return path == "." ? null : isOutside ? Path.GetFileName(file) : path;
    }
}
