namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>Collects what is wrong in one file, so that all of it can be mended at once; but a file in which everything is wrong is not told line by line.</summary>
internal sealed class FileFindings(string file)
{
    /// <summary>Errors of one file, and as many warnings; one after them says that there are more.</summary>
    public const int Most = 200;

    private const int LongestField = 200;
    private const int LongestProblem = 1000;

    private readonly List<FlowFileError> errors = [];
    private int stopping;
    private int doubtful;

    public IReadOnlyList<FlowFileError> Errors => errors;

    /// <summary>No further error is taken: who looks for more can stop.</summary>
    public bool IsFull => stopping > Most;

    public void Add(int line, string field, string problem, string code = FindingCode.InvalidField, int column = 0, bool isWarning = false)
    {
        // Doubts, however many, never hide what stops the flow.
        var count = isWarning ? ++doubtful : ++stopping;
        if (count <= Most)
            errors.Add(new FlowFileError(file, line, Cut(field, LongestField), Cut(problem, LongestProblem)) { Code = code, Column = column, IsWarning = isWarning });
        else if (count == Most + 1)
            errors.Add(new FlowFileError(file, line, "", $"more than {Most} things are found in this file; mend these first") { Code = FindingCode.TooManyFindings, Column = column, IsWarning = isWarning });
    }

    /// <summary>What the file says is in the midst of a problem, and how it is mended at its end.</summary>
    private static string Cut(string text, int length)
    {
        if (text.Length <= length)
            return text;
        var (head, tail) = (length * 2 / 3, text.Length - (length / 3));
        return $"{text[..(char.IsLowSurrogate(text[head]) ? head - 1 : head)]}…{text[(char.IsLowSurrogate(text[tail]) ? tail + 1 : tail)..]}";
    }
}
