using System.Text.Json.Serialization;
using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Api.Errors;

/// <summary>How every refusal looks.</summary>
/// <remarks>For the OpenAPI document only: <see cref="Problems"/> is what writes it.</remarks>
/// <param name="Status">The HTTP status once more.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Code">Stable, snake_case: what a program may act on.</param>
public sealed record Problem(int Status, string Title, string Code)
{
    /// <summary>One sentence for a person: what is wrong, and what a right value looks like.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Detail { get; init; }

    /// <summary>Of <c>invalid</c>: each field at fault.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FieldError>? Fields { get; init; }

    /// <summary>Of <c>flows_invalid</c>: what is wrong with the files, or doubtful; the first 200.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FlowProblem>? Findings { get; init; }

    /// <summary>Of <c>flows_invalid</c>: how many findings there are in all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? FindingCount { get; init; }

    /// <summary>Of <c>conversation_taken</c>: who has it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Assignee { get; init; }

    /// <summary>Of <c>conversation_taken</c>: their id; null where an older version of this program kept the name only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? AssigneeId { get; init; }

    /// <summary>Of <c>conversation_taken</c>: since when they have it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Since { get; init; }

    /// <summary>Of <c>service_window_closed</c>, asked for a reply: when it closed; null for a customer who was never heard.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Of <c>version_mismatch</c>: the present version.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Version { get; init; }
}
