namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>Collects what is wrong in one file, so that all of it can be mended at once.</summary>
internal sealed class FileFindings(string file)
{
    private readonly List<FlowFileError> errors = [];

    public IReadOnlyList<FlowFileError> Errors => errors;

    public void Add(int line, string field, string problem, string code = FindingCode.InvalidField, int column = 0, bool isWarning = false) =>
        errors.Add(new FlowFileError(file, line, field, problem) { Code = code, Column = column, IsWarning = isWarning });
}
