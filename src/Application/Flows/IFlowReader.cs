namespace WhatsAppSupport.Application.Flows;

/// <summary>Makes flows of texts that lie in no folder, and finds in them exactly what is found in files.</summary>
public interface IFlowReader
{
    ReadFlows Read(IReadOnlyList<FlowText> files);
}
