using WhatsAppSupport.Application.Flows;

namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>A finding as it is told outside.</summary>
internal static class FoundProblem
{
    /// <param name="file">The name by which the file is told; null when it is about the folder.</param>
    public static FlowProblem Of(FlowFileError error, string? file) =>
        new(file, error.Line, error.Column, error.Field, error.Code, error.IsWarning ? FlowSeverity.Warning : FlowSeverity.Error, error.Problem);
}
