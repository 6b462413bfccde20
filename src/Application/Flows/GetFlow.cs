using MediatR;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Flows;

/// <summary>One flow that runs, as its author wrote it.</summary>
public sealed record GetFlow(string Flow) : IQuery<Result<FlowDetails>>;

/// <param name="Source">The whole file as it was read, so that it is what runs, whatever was written since.</param>
/// <param name="Running">The set that it belongs to.</param>
/// <param name="Errors">Where files run: what is wrong in its file now, at most <see cref="ListFlows.MaxErrors"/> of it.</param>
public sealed record FlowDetails(FlowView Flow, string Source, RunningView Running, IReadOnlyList<FlowProblem> Errors) : Personal, IVersioned
{
    long IVersioned.Version => Running.Publication;
}

/// <summary>There is none, or it is in a file that was added since the start.</summary>
public sealed record FlowNotFound()
    : NotFoundError("flow_not_found", "No flow of this id runs. /api/v1/flows lists those that do, and the files that wait for the next start.");

internal sealed class GetFlowHandler(FlowLibrary library, IFlowFolder folder) : IRequestHandler<GetFlow, Result<FlowDetails>>
{
    public async Task<Result<FlowDetails>> Handle(GetFlow query, CancellationToken cancellationToken)
    {
        var running = library.Running;
        if (running.Flows.Find(query.Flow) is not { } flow)
        {
            return new FlowNotFound();
        }

        var file = running.FileOf(flow);
        var now = running.Source == FlowSource.Files ? await folder.ReadAsync(cancellationToken) : null;
        return new FlowDetails(
            FlowView.Of(flow, file, now),
            file.Text,
            RunningView.Of(running),
            [.. (now?.Problems ?? []).Where(problem => problem.File == file.Name && problem.Severity == FlowSeverity.Error).Take(ListFlows.MaxErrors)]);
    }
}
