namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>A file in the flows' folder that is no flow, and that the program does not start with either while something in it is wrong.</summary>
internal interface IFileBesideFlows
{
    /// <summary>As it lies on the disk now.</summary>
    IReadOnlyList<FlowFileError> FindErrors();
}
