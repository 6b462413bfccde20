using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Application.Texts;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

/// <summary>Flows that were never written down: for tests that make their own.</summary>
internal sealed class NoFlowFolder : IFlowFolder, IFlowReader
{
    private static readonly ReadFlows Nothing = new([], null, [], null, []);

    public Task<ReadFlows> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(Nothing);

    public ReadFlows ReadToRun() => Nothing;

    public string Look() => "";

    public ISystemTexts ReadTexts() => new FakeTexts();

    public ReadFlows Read(IReadOnlyList<FlowText> files, bool isDecided) => Nothing;
}
