using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Flows.Hours;

namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>The files of a folder, read together, and all that is wrong with them.</summary>
/// <param name="Files">In the order of their names.</param>
public sealed record FlowFileSet(IReadOnlyList<FlowFile> Files, IReadOnlyList<FlowFileError> Errors)
{
    /// <param name="hours">Null: always open.</param>
    /// <exception cref="FlowFilesInvalidException">There are <see cref="Errors"/> that are no mere warnings.</exception>
    public FlowSet ToFlows(BusinessHours? hours = null) => Errors.All(error => error.IsWarning)
        ? new FlowSet(Files.Select(file => file.Flow!)) { Hours = hours ?? BusinessHours.Always }
        : throw new FlowFilesInvalidException(Errors);
}

/// <param name="Path">As it was read.</param>
/// <param name="FlowId">Null where it cannot be made out.</param>
/// <param name="Version">The hash of the content, right or wrong; null where it does not consist of fields.</param>
/// <param name="Text">The whole of it; null where it cannot be read.</param>
/// <param name="Flow">Of no use while there are errors.</param>
public sealed record FlowFile(string Path, string? FlowId, string? Version, string? Text, Flow? Flow)
{
    public string Name => System.IO.Path.GetFileName(Path);
}
