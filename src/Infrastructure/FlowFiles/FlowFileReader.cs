using WhatsAppSupport.Domain.Flows;

namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>Reads all flows of a folder.</summary>
public static class FlowFileReader
{
    /// <summary>Every <c>*.yaml</c> directly in the folder is one flow.</summary>
    /// <exception cref="FlowFilesInvalidException">Something in them cannot run; it names everything at once.</exception>
    public static FlowSet Read(string directory)
    {
        if (!Directory.Exists(directory))
            throw Invalid(directory, "is no folder; set FLOWS_PATH to the folder that holds the flows");
        var files = Directory.EnumerateFiles(directory, "*.yaml").Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
            throw Invalid(directory, "holds no flow; each flow is a file such as support.yaml directly in it (not .yml)");

        var readers = files.ConvertAll(file => new FlowReader(file));
        var flows = new Dictionary<string, string>(StringComparer.Ordinal);
        var messages = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var reader in readers)
        {
            reader.RefuseRepeatedId(flows);
            reader.RefuseRepeatedTriggers(messages);
        }

        foreach (var reader in readers)
            reader.RefuseUnknownTargets(flows.Keys);

        var errors = readers.SelectMany(reader => reader.Errors.OrderBy(error => error.Line)).ToList();
        return errors.Count == 0
            ? new FlowSet(readers.Select(reader => reader.Flow!))
            : throw new FlowFilesInvalidException(errors);
    }

    private static FlowFilesInvalidException Invalid(string directory, string problem) =>
        new([new FlowFileError(Path.GetFullPath(directory), 0, "", problem)]);
}
