using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Domain.Flows;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

/// <summary>Flows that were never written down: for tests that make their own.</summary>
internal sealed class NoFlowSources : IFlowSources
{
    public FlowSource Of(Flow flow) => new($"{flow.Id}.yaml", "");

    public Task<WrittenFlows> LookAsync(CancellationToken cancellationToken) => Task.FromResult(new WrittenFlows([], []));
}
