using System.Text.Json;
using System.Text.Json.Serialization;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Flows.Calls;

namespace WhatsAppSupport.Application.Errands;

/// <summary>
/// Something that a flow wants done outside of its turn, which would wait too long for it: a request, or a question to the language model. A conversation has one: that of a later
/// visit takes its place.
/// </summary>
/// <param name="Visit">Of the step that waits for the answer.</param>
/// <param name="StepKey">Names the step within its turn.</param>
/// <param name="Call">Null where it is a question.</param>
/// <param name="Prompt">Null where it is a request.</param>
public sealed record FlowErrand(long Visit, string StepKey, HttpCall? Call, string? Prompt) : Personal
{
    private const int OfModel = 0;
    private const int OfNobody = 1;

    /// <summary>The place in a trace of the turn that wants it done; null: that was not traced.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceParent { get; init; }

    /// <summary>
    /// By whom it is done, as a number: so many at a time are on their way to each, so that a slow one does not hold up the others. Two hosts may share one by chance.
    /// </summary>
    [JsonIgnore]
    public int Line => Call is null ? OfModel : Uri.TryCreate(Call.Url, UriKind.Absolute, out var url) ? LineOf(url.Authority) : OfNobody;

    public string ToText() => JsonSerializer.Serialize(this, FlowErrandJson.Default.FlowErrand);

    public static FlowErrand Read(string text) =>
        JsonSerializer.Deserialize(text, FlowErrandJson.Default.FlowErrand) ?? throw new JsonException("An errand's body is empty.");

    /// <summary>FNV-1a: the same in every process and version.</summary>
    private static int LineOf(string host)
    {
        var hash = 2_166_136_261;
        foreach (var character in host)
        {
            hash = (hash ^ char.ToLowerInvariant(character)) * 16_777_619;
        }

        return (int)(hash & int.MaxValue) | 2;
    }
}

[JsonSerializable(typeof(FlowErrand))]
internal sealed partial class FlowErrandJson : JsonSerializerContext;
