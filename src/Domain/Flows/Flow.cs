using System.Globalization;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Triggers;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows;

/// <summary>A conversation as its author wrote it: immutable, and made ready to run when it is built.</summary>
public sealed class Flow
{
    /// <summary>With the version and a step's number in it, an option's id stays within WhatsApp's 200 bytes of a list's row.</summary>
    public const int IdMaxLength = 64;

    private readonly Dictionary<string, FlowNode> nodes;
    private readonly Dictionary<string, FlowNode> byId;

    /// <param name="version">The hash of its content: another content is another version.</param>
    /// <param name="ends">Said when its last step is done; null: nothing.</param>
    public Flow(string id, string version, IReadOnlyList<Trigger> triggers, IReadOnlyList<Step> steps, FlowText? ends = null)
    {
        (Id, Version, Triggers, Steps, Ends) = (id, version, triggers, steps, ends);
        var all = new List<FlowNode>();
        First = Place(steps, "", next: null, all);
        all.Reverse();
        Nodes = all;
        nodes = all.ToDictionary(node => node.Path, StringComparer.Ordinal);
        byId = all.Where(node => node.Step.Id is not null).DistinctBy(node => node.Step.Id, StringComparer.Ordinal)
            .ToDictionary(node => node.Step.Id!, StringComparer.Ordinal);
    }

    public string Id { get; }

    public string Version { get; }

    public IReadOnlyList<Trigger> Triggers { get; }

    public IReadOnlyList<Step> Steps { get; }

    public FlowText? Ends { get; }

    /// <summary>Of steps of older contents, by their ids or paths: the id of the step of this one where whoever stood there stands from now on.</summary>
    public IReadOnlyDictionary<string, string> Migrate { get; init; } = new Dictionary<string, string>();

    /// <summary>All of them, with those within other steps.</summary>
    public int StepCount => nodes.Count;

    /// <summary>How many steps it goes through, at most, without the customer.</summary>
    public int LongestRun => nodes.Values.Select(node => node.LongestRun).DefaultIfEmpty().Max();

    /// <summary>All steps by their places, such as <c>3/else/0</c>; each before those within it and after it.</summary>
    public IEnumerable<KeyValuePair<string, Step>> Places => Nodes.Select(node => KeyValuePair.Create(node.Path, node.Step));

    internal FlowNode? First { get; }

    /// <summary>All of them, each before those within it and after it.</summary>
    internal IReadOnlyList<FlowNode> Nodes { get; }

    /// <summary>Whether it moves all who stand in older contents as the other one does.</summary>
    public bool MovesAs(Flow other) =>
        Migrate.Count == other.Migrate.Count && Migrate.All(move => other.Migrate.TryGetValue(move.Key, out var step) && step == move.Value);

    /// <summary>The step with this path if it is one that waits.</summary>
    internal FlowNode? WaitingAt(string path) => PlaceAt(path) is { Step.Waits: true } node ? node : null;

    internal FlowNode? PlaceAt(string path) => nodes.GetValueOrDefault(path);

    /// <summary>The step with this id.</summary>
    internal FlowNode? At(string id) => byId.GetValueOrDefault(id);

    /// <summary>Where whoever stood at a step of an older content stands in this one; null: they finish there.</summary>
    /// <param name="id">Of the older step; null where it has none, or its content is not at hand.</param>
    internal FlowNode? MovedFrom(string path, string? id) =>
        ((id is not null && Migrate.TryGetValue(id, out var step)) || Migrate.TryGetValue(path, out step)) && At(step) is { Step.AsksCustomer: true } node ? node : null;

    /// <summary>From the last step to the first, because each must know the one after it.</summary>
    /// <returns>The first step, or <paramref name="next"/> when there is none.</returns>
    private FlowNode? Place(IReadOnlyList<Step> steps, string path, FlowNode? next, List<FlowNode> all)
    {
        for (var index = steps.Count - 1; index >= 0; index--)
        {
            var step = steps[index];
            var place = path + index.ToString(CultureInfo.InvariantCulture);
            var after = next;
            FlowNode?[] blocks = [.. step.AllBlocks.Select(block => Place(block.Steps, $"{place}/{block.Name}/", after, all))];
            next = new FlowNode(step, place, ChoicesOf(step, all.Count), after, blocks);
            if (step is MessageStep && after is { Step: InputStep { Text: null } } && index + 1 < steps.Count)
                after.Question = next;
            all.Add(next);
        }

        return next;
    }

    private Choices ChoicesOf(Step step, int number) => step.Choices.Count == 0
        ? Choices.None
        : new Choices(string.Create(CultureInfo.InvariantCulture, $"{Id}.{Version}.{number}"), step.Choices);
}
