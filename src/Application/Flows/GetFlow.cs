using MediatR;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Flows;

namespace WhatsAppSupport.Application.Flows;

/// <summary>One flow that runs, as its author wrote it.</summary>
public sealed record GetFlow(string Flow) : IQuery<Result<FlowDetails>>;

/// <param name="Source">The whole file as it was read at the start, so that it is what runs, whatever was written since.</param>
/// <param name="Errors">What is wrong in its file now, at most <see cref="ListFlows.MaxErrors"/> of it.</param>
public sealed record FlowDetails(FlowView Flow, string Source, IReadOnlyList<FlowProblem> Errors);

/// <summary>There is none, or it is in a file that was added since the start.</summary>
public sealed record FlowNotFound()
    : NotFoundError("flow_not_found", "No flow of this id runs. /api/v1/flows lists those that do, and the files that wait for the next start.");

internal sealed class GetFlowHandler(FlowSet running, IFlowSources sources) : IRequestHandler<GetFlow, Result<FlowDetails>>
{
    public async Task<Result<FlowDetails>> Handle(GetFlow query, CancellationToken cancellationToken)
    {
        if (running.Find(query.Flow) is not { } flow)
        {
            return new FlowNotFound();
        }

        var (source, written) = (sources.Of(flow), await sources.LookAsync(cancellationToken));
        return new FlowDetails(
            FlowView.Of(flow, source, written),
            source.Text,
            [.. written.Problems.Where(problem => problem.File == source.File).Take(ListFlows.MaxErrors)]);
    }
}
