using WhatsAppSupport.Domain.Flows;

namespace WhatsAppSupport.Application.Flows;

/// <summary>A flow that runs now.</summary>
public sealed record FlowView
{
    public required string Id { get; init; }

    /// <summary>Names its content: comments and layout do not count, every word does.</summary>
    public required string Version { get; init; }

    /// <summary>Its name in the folder of the flows.</summary>
    public required string File { get; init; }

    /// <summary>That file holds something else by now, or is gone: another start would not run this version of it.</summary>
    public required bool IsChanged { get; init; }

    /// <summary>What begins it, in words; empty for one that others lead to.</summary>
    public required IReadOnlyList<string> Triggers { get; init; }

    /// <summary>All its steps, with those within other steps.</summary>
    public required int StepCount { get; init; }

    internal static FlowView Of(Flow flow, FlowSource source, WrittenFlows written) => new()
    {
        Id = flow.Id,
        Version = flow.Version,
        File = source.File,
        IsChanged = !written.Files.Any(file => file.File == source.File && file.Version == flow.Version),
        Triggers = [.. flow.Triggers.Select(trigger => trigger.InWords)],
        StepCount = flow.StepCount,
    };
}
