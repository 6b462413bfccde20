using WhatsAppSupport.Domain.Flows.Running;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Infrastructure.FlowFiles.Steps;

namespace WhatsAppSupport.UnitTests.Flows;

/// <summary>A step kind is a record, a runner and a reader: none of them is forgotten.</summary>
public sealed class StepKindsTests
{
    private static readonly Type[] Kinds = [.. typeof(Step).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Step)))];

    [Fact]
    public void Every_kind_of_step_is_sealed() => Kinds.ShouldAllBe(kind => kind.IsSealed);

    [Fact]
    public void Every_kind_of_step_has_one_runner() => StepRunners.StepTypes.ShouldBe(Kinds, ignoreOrder: true);

    [Fact]
    public void Every_kind_of_step_has_one_reader() => StepReaders.StepTypes.ShouldBe(Kinds, ignoreOrder: true);

    [Fact]
    public void Every_runner_and_reader_is_registered()
    {
        Implementations(typeof(StepRunners), "IStepRunner").ShouldBe(StepRunners.StepTypes.Count);
        Implementations(typeof(StepReaders), "IStepReader").ShouldBe(StepReaders.Kinds.Count);
    }

    private static int Implementations(Type neighbour, string contract) => neighbour.Assembly.GetTypes()
        .Count(type => !type.IsAbstract && type.GetInterface(contract) is not null);
}
