using WhatsAppSupport.Domain.Flows;

namespace WhatsAppSupport.Application.Flows;

/// <summary>A flow that runs now.</summary>
public sealed record FlowView
{
    public required string Id { get; init; }

    /// <summary>Names its content: comments, layout and whom it takes over from older contents do not count, every other word does.</summary>
    public required string Version { get; init; }

    /// <summary>The name of its file.</summary>
    public required string File { get; init; }

    /// <summary>Where files run: that file holds something else by now, or is gone, so that another start would not run this version of it.</summary>
    public required bool IsChanged { get; init; }

    /// <summary>What begins it, in words; empty for one that others lead to.</summary>
    public required IReadOnlyList<string> Triggers { get; init; }

    /// <summary>All its steps, with those within other steps.</summary>
    public required int StepCount { get; init; }

    /// <param name="now">The folder; null where it is not what runs.</param>
    internal static FlowView Of(Flow flow, FlowText file, ReadFlows? now) => new()
    {
        Id = flow.Id,
        Version = flow.Version,
        File = file.Name,
        IsChanged = now is not null
            && (!now.Files.Any(other => other.Name == file.Name && other.FlowId is not null && other.Version == flow.Version)
                || now.Sound.Any(other => other.Id == flow.Id && !other.MovesAs(flow))),
        Triggers = [.. flow.Triggers.Select(trigger => trigger.InWords)],
        StepCount = flow.StepCount,
    };
}
