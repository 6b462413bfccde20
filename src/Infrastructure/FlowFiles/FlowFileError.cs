namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>One thing that is wrong in a file a business edits.</summary>
/// <param name="Line">From 1; 0 when it is about the file as a whole.</param>
/// <param name="Field">Such as <c>steps[2].replies[0].target</c>; empty when it is about no field.</param>
/// <param name="Problem">What is wrong, and what a right value looks like.</param>
public sealed record FlowFileError(string File, int Line, string Field, string Problem)
{
    /// <summary>From 1; 0 when it is about the whole line.</summary>
    public int Column { get; init; }

    /// <summary>One of <see cref="FindingCode"/>; it stays the same whatever the words become.</summary>
    public string Code { get; init; } = FindingCode.InvalidField;

    /// <summary>The flow can run all the same.</summary>
    public bool IsWarning { get; init; }

    public override string ToString() =>
        $"{File}{(Line > 0 ? $":{Line}" : "")}{(Column > 0 ? $":{Column}" : "")}: {(IsWarning ? "warning: " : "")}{(Field.Length > 0 ? $"{Field}: " : "")}{Problem} [{Code}]";
}
