namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>Files that a business edits cannot be used. The program does not start with them; the message names everything at once.</summary>
public sealed class FlowFilesInvalidException(IReadOnlyList<FlowFileError> errors)
    : Exception(string.Join(Environment.NewLine, errors))
{
    public IReadOnlyList<FlowFileError> Errors { get; } = errors;
}
