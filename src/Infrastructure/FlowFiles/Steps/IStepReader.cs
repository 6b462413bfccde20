using System.Runtime.CompilerServices;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

/// <summary>Reads one kind of step from its form in a file.</summary>
internal interface IStepReader
{
    /// <summary>What stands in <c>type</c>.</summary>
    string Kind { get; }

    Type StepType { get; }

    /// <summary>Whether it waits for the customer: such a step may have a time-out.</summary>
    bool AsksCustomer { get; }

    /// <summary>All that it has of its own. What is read and not here is refused when somebody writes it; <c>flows/flow.schema.json</c> is made of it.</summary>
    Form Form { get; }

    /// <summary>Null when something is wrong with it; then the findings say what.</summary>
    Step? Read(YamlFields fields, FlowReading reading);
}

/// <inheritdoc />
internal abstract class StepReader<TStep>(string kind, Form form) : IStepReader
    where TStep : Step
{
    public string Kind { get; } = kind;

    public Type StepType => typeof(TStep);

    /// <summary>A kind does or does not, whatever stands in a step of it.</summary>
    public bool AsksCustomer { get; } = ((TStep)RuntimeHelpers.GetUninitializedObject(typeof(TStep))).AsksCustomer;

    public Form Form { get; } = form;

    public Step? Read(YamlFields fields, FlowReading reading) => ReadStep(fields, reading);

    protected abstract TStep? ReadStep(YamlFields fields, FlowReading reading);
}
