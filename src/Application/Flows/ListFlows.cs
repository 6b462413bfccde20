using MediatR;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Flows;

namespace WhatsAppSupport.Application.Flows;

/// <summary>The flows that run, and what became of their folder since: whoever edits them sees before a restart whether it would work.</summary>
public sealed record ListFlows : IQuery<Result<FlowList>>
{
    /// <summary>Enough to mend; a file of rubbish can hold a hundred thousand.</summary>
    public const int MaxErrors = 200;
}

/// <param name="Flows">In the order of their ids.</param>
/// <param name="NewFiles">Files that were not there at the start; they run from the next one on.</param>
/// <param name="Errors">What would stop the next start, at most <see cref="ListFlows.MaxErrors"/> of it.</param>
/// <param name="ErrorCount">How much there is of it in all.</param>
public sealed record FlowList(
    IReadOnlyList<FlowView> Flows, IReadOnlyList<NewFlowFile> NewFiles, IReadOnlyList<FlowProblem> Errors, int ErrorCount);

/// <param name="FlowId">Null where it cannot be made out.</param>
public sealed record NewFlowFile(string File, string? FlowId);

internal sealed class ListFlowsHandler(FlowSet running, IFlowSources sources) : IRequestHandler<ListFlows, Result<FlowList>>
{
    public async Task<Result<FlowList>> Handle(ListFlows query, CancellationToken cancellationToken)
    {
        var written = await sources.LookAsync(cancellationToken);
        FlowView[] flows = [.. running.All.Select(flow => FlowView.Of(flow, sources.Of(flow), written))];
        var known = flows.Select(flow => flow.File).ToHashSet(StringComparer.Ordinal);

        return new FlowList(
            flows,
            [.. written.Files.Where(file => !known.Contains(file.File)).Select(file => new NewFlowFile(file.File, file.FlowId))],
            [.. written.Problems.Take(ListFlows.MaxErrors)],
            written.Problems.Count);
    }
}
