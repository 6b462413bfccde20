namespace WhatsAppSupport.UnitTests.Flows.Costs;

/// <summary>What is measured of the whole process has it for itself.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}
