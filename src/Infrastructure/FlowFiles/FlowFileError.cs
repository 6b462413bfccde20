namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>One thing that is wrong in a file a business edits.</summary>
/// <param name="Line">From 1; 0 when it is about the file as a whole.</param>
/// <param name="Field">Such as <c>steps[2].replies[0].target</c>; empty when it is about no field.</param>
/// <param name="Problem">What is wrong, and what a right value looks like.</param>
public sealed record FlowFileError(string File, int Line, string Field, string Problem)
{
    public override string ToString() =>
        $"{File}{(Line > 0 ? $":{Line}" : "")}: {(Field.Length > 0 ? $"{Field}: " : "")}{Problem}";
}
