using WhatsAppSupport.Domain.Flows;

namespace WhatsAppSupport.Application.Flows;

/// <summary>Flows as their authors wrote them: the texts of those that run, and what lies there now for the next start.</summary>
public interface IFlowSources
{
    /// <summary>What this flow was made from, which is not what lies there now.</summary>
    FlowSource Of(Flow flow);

    /// <summary>What the next start would find. It is read each time that it is asked for: never on the way of a message.</summary>
    Task<WrittenFlows> LookAsync(CancellationToken cancellationToken);
}

/// <param name="File">Its name alone, without a path.</param>
public sealed record FlowSource(string File, string Text);

/// <param name="Problems">All that would stop the next start.</param>
public sealed record WrittenFlows(IReadOnlyList<WrittenFlow> Files, IReadOnlyList<FlowProblem> Problems);

/// <param name="FlowId">Null where it cannot be made out.</param>
/// <param name="Version">Null where the file cannot be read as one.</param>
public sealed record WrittenFlow(string File, string? FlowId, string? Version);

/// <summary>One thing that is wrong with what lies there now.</summary>
/// <param name="File">Its name; null when it is about the folder.</param>
/// <param name="Line">From 1; 0 when it is about the file as a whole.</param>
/// <param name="Field">Such as <c>steps[2].replies[0].target</c>; empty when it is about no field.</param>
/// <param name="Problem">What is wrong, and what a right value looks like.</param>
public sealed record FlowProblem(string? File, int Line, string Field, string Problem);
