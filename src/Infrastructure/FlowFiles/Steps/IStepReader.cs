using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

/// <summary>Reads one kind of step from its form in a file.</summary>
internal interface IStepReader
{
    /// <summary>What stands in <c>type</c>.</summary>
    string Kind { get; }

    Type StepType { get; }

    /// <summary>Null when something is wrong with it; then the findings say what.</summary>
    Step? Read(YamlFields fields, FlowReading reading);
}

/// <inheritdoc />
internal abstract class StepReader<TStep>(string kind) : IStepReader
    where TStep : Step
{
    public string Kind { get; } = kind;

    public Type StepType => typeof(TStep);

    public Step? Read(YamlFields fields, FlowReading reading) => ReadStep(fields, reading);

    protected abstract TStep? ReadStep(YamlFields fields, FlowReading reading);
}
