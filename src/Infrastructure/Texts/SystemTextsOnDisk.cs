using WhatsAppSupport.Infrastructure.FlowFiles;

namespace WhatsAppSupport.Infrastructure.Texts;

/// <summary>The file of the program's own texts as the next start would find it.</summary>
internal sealed class SystemTextsOnDisk(string flowsPath) : IFileBesideFlows
{
    public IReadOnlyList<FlowFileError> FindErrors() => SystemTextsFile.ErrorsIn(SystemTextsFile.PathIn(flowsPath));
}
