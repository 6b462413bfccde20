namespace WhatsAppSupport.Application.Flows;

/// <summary>Makes flows of texts that lie in no folder, and finds in them exactly what is found in files.</summary>
public interface IFlowReader
{
    /// <param name="isDecided">They have run, or were decided on: hosts that the settings do not allow any more are then only doubtful, because what was refused for them would have
    /// older flows run. Such a call is refused when it is made.</param>
    ReadFlows Read(IReadOnlyList<FlowText> files, bool isDecided);
}
