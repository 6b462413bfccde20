namespace WhatsAppSupport.IntegrationTests.Hosting;

/// <summary>For who measures time or memory, or floods the machine: nothing else runs meanwhile, one after another.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone on the machine";
}
