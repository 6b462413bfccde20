namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>Collects what is wrong in one file, so that all of it can be mended at once.</summary>
internal sealed class FileFindings(string file)
{
    private readonly List<FlowFileError> errors = [];

    public IReadOnlyList<FlowFileError> Errors => errors;

    public void Add(int line, string field, string problem) => errors.Add(new FlowFileError(file, line, field, problem));
}
