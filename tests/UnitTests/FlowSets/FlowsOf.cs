using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.UnitTests.Domain;

namespace WhatsAppSupport.UnitTests.FlowSets;

/// <summary>Small sets of files that tests publish.</summary>
internal static class FlowsOf
{
    /// <summary>One flow that begins with "go", asks, and says <paramref name="text"/>.</summary>
    public static FlowText[] Saying(string text, string id = "main") =>
        [new($"{id}.yaml", $"flow_id: {id}\ntriggers: [ {{ type: keyword, value: go }} ]\nsteps: [ {{ type: input, variable: name, text: \"Who?\" }}, {{ type: message, text: \"{text}\" }} ]\n")];

    public static FlowText[] Broken() => [new("main.yaml", "flow_id: main\nsteps: [ { type: mesage, text: Hi } ]\n")];

    public static Publication Decided(long id, long? set) => new(id, set, Known.Noon, ActorKind.Agent, Guid.Empty, "Meera", "because");
}
