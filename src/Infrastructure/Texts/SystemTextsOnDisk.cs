using WhatsAppSupport.Infrastructure.FlowFiles;

namespace WhatsAppSupport.Infrastructure.Texts;

/// <summary>The file of the program's own texts: as the next start would find it, and as it may come with published flows.</summary>
internal sealed class SystemTextsOnDisk(string flowsPath) : IFileBesideFlows, ISystemFile
{
    public string Name => SystemTextsFile.Name;

    public IReadOnlyList<FlowFileError> FindErrors() => SystemTextsFile.ErrorsIn(SystemTextsFile.PathIn(flowsPath));

    public IReadOnlyList<FlowFileError> ErrorsIn(string text) => SystemTextsFile.ErrorsInText(text);
}
