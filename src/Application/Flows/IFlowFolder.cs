using WhatsAppSupport.Application.Texts;

namespace WhatsAppSupport.Application.Flows;

/// <summary>The folder of flows beside this process, as it lies there now. Never on the way of a message: a disk may hang.</summary>
public interface IFlowFolder
{
    /// <summary>All that is in it, right or wrong.</summary>
    Task<ReadFlows> ReadAsync(CancellationToken cancellationToken);

    /// <summary>The same where all of it can run. Where it cannot, it throws what names everything at once, with whole paths, for whoever starts the program.</summary>
    ReadFlows ReadToRun();

    /// <summary>Another one whenever a file in it is another one; costs no reading of files.</summary>
    string Look();

    /// <summary>The program's own texts for a set that has none: those of the folder where they are right, else the shipped ones.</summary>
    ISystemTexts ReadTexts();
}
