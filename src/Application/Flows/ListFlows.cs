using MediatR;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Flows;

/// <summary>The flows that run, and what became of their folder since: whoever edits them sees before a restart whether it would work.</summary>
public sealed record ListFlows : IQuery<Result<FlowList>>
{
    /// <summary>Enough to mend; a file of rubbish can hold a hundred thousand.</summary>
    public const int MaxErrors = 200;
}

/// <param name="Running">Where they come from.</param>
/// <param name="Flows">In the order of their ids.</param>
/// <param name="NewFiles">Files that were not there at the start; they run from the next one on. None where files do not run.</param>
/// <param name="Errors">What would stop the next start, at most <see cref="ListFlows.MaxErrors"/> of it. None where files do not run.</param>
/// <param name="ErrorCount">How much there is of it in all; of one file no more than 201 is counted, of which the last says that there is more.</param>
public sealed record FlowList(
    RunningView Running, IReadOnlyList<FlowView> Flows, IReadOnlyList<NewFlowFile> NewFiles, IReadOnlyList<FlowProblem> Errors, int ErrorCount) : Personal, IVersioned
{
    long IVersioned.Version => Running.Publication;
}

/// <param name="FlowId">Null where it cannot be made out.</param>
public sealed record NewFlowFile(string File, string? FlowId);

internal sealed class ListFlowsHandler(FlowLibrary library, IFlowFolder folder) : IRequestHandler<ListFlows, Result<FlowList>>
{
    public async Task<Result<FlowList>> Handle(ListFlows query, CancellationToken cancellationToken)
    {
        var running = library.Running;
        var now = running.Source == FlowSource.Files ? await folder.ReadAsync(cancellationToken) : null;
        FlowView[] flows = [.. running.Flows.All.Select(flow => FlowView.Of(flow, running.FileOf(flow), now))];
        var known = flows.Select(flow => flow.File).ToHashSet(StringComparer.Ordinal);
        var errors = (now?.Problems ?? []).Where(problem => problem.Severity == FlowSeverity.Error).ToList();

        return new FlowList(
            RunningView.Of(running),
            flows,
            [.. (now?.Files ?? []).Where(file => IsFlow(file) && !known.Contains(file.Name)).Select(file => new NewFlowFile(file.Name, file.FlowId))],
            [.. errors.Take(ListFlows.MaxErrors)],
            errors.Count);
    }

    /// <summary>What lies deeper in the folder are files of the program's own.</summary>
    private static bool IsFlow(FlowText file) => !file.Name.Contains('/', StringComparison.Ordinal);
}
