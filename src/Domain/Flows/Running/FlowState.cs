using System.Collections.Immutable;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Flows.Values;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Running;

/// <summary>What a flow keeps between turns besides its place.</summary>
internal sealed record FlowState : Personal
{
    /// <summary>Of words, in UTF-16 units: what WhatsApp lets a customer write in one message.</summary>
    public const int ValueMaxLength = 4096;

    /// <summary>Of all of it as it is stored, in UTF-16 units.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>What a value takes is estimated; what is so much more than is kept is not even written.</summary>
    private const int Beyond = 16 * MaxLength;

    private static readonly ImmutableSortedDictionary<string, Value> NoVariables = ImmutableSortedDictionary.Create<string, Value>(StringComparer.Ordinal);

    public static readonly FlowState Empty = new();

    private string? json;

    public ImmutableSortedDictionary<string, Value> Variables { get; init; } = NoVariables;

    /// <summary>Where it goes on when the flow has ended; the last one is next.</summary>
    public ImmutableList<FlowFrame> Frames { get; init; } = [];

    /// <summary>Names the wait that the flow is in (<see cref="FlowContext.Turn"/>).</summary>
    public long Visit { get; init; }

    /// <summary>When the flow goes on by itself; null where only somebody else makes it go on.</summary>
    public DateTimeOffset? GoesOnAt { get; init; }

    /// <summary>How often the step that waits was answered wrongly.</summary>
    public int Attempts { get; init; }

    /// <summary>Null for what this program never wrote: damaged, or of a newer kind.</summary>
    public static FlowState? Read(string? json) => FlowStateJson.Read(json) is { } state ? state with { json = json } : null;

    /// <summary>Null for more than is kept.</summary>
    public string? Write() => json ??= SizeOf(Variables) + Frames.Sum(frame => SizeOf(frame.Variables)) > Beyond ? null
        : FlowStateJson.Write(this) is { Length: <= MaxLength } written ? written
        : null;

    public FlowState With(string variable, Value value) =>
        this with { Variables = Variables.SetItem(variable, value is Value.Words(var words) ? Value.Of(TextCut.Clean(words, ValueMaxLength)) : value), json = null };

    /// <summary>The same with other frames, variables or counts.</summary>
    public FlowState Changed(Func<FlowState, FlowState> change) => change(this) with { json = null };

    private static long SizeOf(ImmutableSortedDictionary<string, Value> variables)
    {
        var size = 0L;
        foreach (var (_, value) in variables)
            size += value.Size;
        return size;
    }

    public static ImmutableSortedDictionary<string, Value> VariablesOf(IEnumerable<KeyValuePair<string, Value>> values)
    {
        var variables = NoVariables.ToBuilder();
        foreach (var (name, value) in values)
            variables[name] = value;
        return variables.ToImmutable();
    }
}

/// <summary>A flow that another one was begun in the midst of.</summary>
/// <param name="Step">The path of the step that called it, or that was waiting when it was interrupted.</param>
/// <param name="Save">Where the result is kept.</param>
/// <param name="AsksAgain">It was interrupted: the step asks once more. Otherwise it called, and goes on after it.</param>
internal sealed record FlowFrame(
    string FlowId, string Version, string Step, string? Save, bool AsksAgain, ImmutableSortedDictionary<string, Value> Variables) : Personal;
