using WhatsAppSupport.Application.Texts;
using WhatsAppSupport.Domain.Flows;

namespace WhatsAppSupport.Application.Flows;

/// <summary>A file of a set of flows, as its author wrote it.</summary>
/// <param name="Name">From the folder of the flows on: <c>support.yaml</c>, <c>system/texts.yaml</c>.</param>
/// <param name="FlowId">Null where it is no flow, or cannot be made out.</param>
/// <param name="Version">The hash of its content; null where it cannot be read as one. What is stored with a text stays its version, however a later program would count it.</param>
public sealed record FlowText(string Name, string Text, string? FlowId = null, string? Version = null);

/// <summary>Files that were read together.</summary>
/// <param name="Files">In the order of their names; without those of which there is no text.</param>
/// <param name="Flows">Null while something is wrong that stops them.</param>
/// <param name="Sound">The flows in whose own files nothing is wrong: what a conversation can be finished with.</param>
/// <param name="Texts">The program's own texts that are among the files; null where there are none.</param>
/// <param name="Problems">All that is wrong with them, and all that is doubtful.</param>
public sealed record ReadFlows(
    IReadOnlyList<FlowText> Files, FlowSet? Flows, IReadOnlyList<Flow> Sound, ISystemTexts? Texts, IReadOnlyList<FlowProblem> Problems);

/// <summary>One thing that is wrong, or doubtful, with a file.</summary>
/// <param name="File">Its name; null when it is about the folder.</param>
/// <param name="Line">From 1; 0 when it is about the file as a whole.</param>
/// <param name="Column">From 1; 0 when it is about the line as a whole.</param>
/// <param name="Field">Such as <c>steps[2].replies[0].target</c>; empty when it is about no field.</param>
/// <param name="Code">Stable, snake_case: what a program may act on.</param>
/// <param name="Problem">What is wrong, and what a right value looks like.</param>
public sealed record FlowProblem(string? File, int Line, int Column, string Field, string Code, FlowSeverity Severity, string Problem)
{
    /// <summary>The <see cref="Code"/> for a file, or a folder, that could not be read: it may be another time.</summary>
    public const string Unreadable = "unreadable_file";

    /// <summary>As compilers say it.</summary>
    public override string ToString() =>
        $"{File}{(Line > 0 ? $":{Line}" : "")}{(Line > 0 && Column > 0 ? $":{Column}" : "")}: {(Field.Length > 0 ? $"{Field}: " : "")}{Problem}";
}

public enum FlowSeverity
{
    /// <summary>They do not run.</summary>
    Error,

    /// <summary>They run, but hardly as meant.</summary>
    Warning,
}
