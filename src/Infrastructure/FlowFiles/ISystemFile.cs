namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>A file that may come with the flows, and that is no flow.</summary>
internal interface ISystemFile
{
    /// <summary>From the folder of the flows on: <c>system/texts.yaml</c>.</summary>
    string Name { get; }

    /// <summary>What is wrong in it; nothing where it can be used.</summary>
    IReadOnlyList<FlowFileError> ErrorsIn(string text);
}
